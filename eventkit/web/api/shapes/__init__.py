"""The shapes of what the API answers, for its description: a module for each noun.

What goes in is described by the domain's own models.
"""
