"""What needs no login: signed pages that work without JavaScript, and health."""
