"""Mail: what the outbox holds, written as letters and sent."""
