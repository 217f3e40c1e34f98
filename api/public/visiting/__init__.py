"""The pages of contact persons and trainees: a signed link, a code by mail, no login and no script."""
