"""The only place that knows iCalendar (RFC 5545): what eventkit says to other people's calendars."""
