"""What a host plans, changes, cancels and hands on. Imports `activities` and what is below."""
