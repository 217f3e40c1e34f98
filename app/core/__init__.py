"""What every domain rests on: configuration, database, clock, errors, signing and the jobs port."""
