"""The form of an activity's settings, made from its kind's schema: one description for the page and the console."""
