"""Mail: what a message is, how it is drawn, the outbox that holds it, and the way out by SMTP."""
