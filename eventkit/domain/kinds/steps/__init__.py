"""Steps: a recipe cooked along, the stops of a museum, the pages of a story."""

from .steps import Steps

__all__ = ["Steps"]
