"""Personal data of trainees over HTTP."""
