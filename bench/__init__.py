"""eventkit beside Node servers: votes a second, how soon everybody sees them, and what it costs."""
