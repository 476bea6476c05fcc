"""Every table, imported so that the metadata is whole."""

import importlib
import pkgutil

from ..domain import records
from ..domain.basics.base import Base

for module in pkgutil.iter_modules(records.__path__):
    importlib.import_module(f"{records.__name__}.{module.name}")

metadata = Base.metadata
