"""The tables, one module a noun, and the dates of an event found among them. Imports `basics`, `repeats`, `kinds`."""
