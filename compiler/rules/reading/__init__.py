"""What several rules read off a blueprint."""
