"""Who is invited, who comes, who waits, and what they answered the host. Imports `letters` and what is below."""
