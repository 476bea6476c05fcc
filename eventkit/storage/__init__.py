"""The database: how it is reached, and the two doors to it."""
