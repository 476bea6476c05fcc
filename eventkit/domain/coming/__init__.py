"""Who is invited, who comes, and what they answered the host."""
