"""Finding an instructor for a course: asking, answering by signed link, confirming, declining the others."""
