"""eventkit: plan, invite, host and remember small virtual gatherings."""
