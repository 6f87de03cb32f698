"""What reviewers see: findings in the forms that code-scanning and browsers show."""
