"""What guests and hosts are sent: letters queued for the outbox, reminders, feeds, and who wants none of it. Imports
`records` and what is below."""
