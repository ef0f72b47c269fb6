"""The kinds of issues that only packages of indicators have."""
