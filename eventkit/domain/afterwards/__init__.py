"""What is left of an evening: recap and keepsakes. Imports `views` and what is below."""
