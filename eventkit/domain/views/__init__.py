"""What each viewer may see, as plain values. Imports `planning` and what is below."""
