"""What everything else stands on: texts, times, names, errors, and the models of what a host writes. Imports nothing
above it."""
