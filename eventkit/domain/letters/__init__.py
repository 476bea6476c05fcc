"""What guests and hosts are sent."""
