"""The instructor's answer page behind the link of a mail."""
