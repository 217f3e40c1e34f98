"""What contact persons and trainees see of themselves, by a link in a mail and a code by mail; no login."""
