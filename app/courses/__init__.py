"""Courses: days, instructors, enrolments, the busy check, files and required documents.

Where to look, in the order in which a course lives:

- booked and changed: `draft` (what is filled in) → `references` and `settling` (found, allowed, worked out) → `writing`
  (into rows); `booking` calls them, `busy` and `foreseeing` say who is taken, `teachers` and `days` hold what follows
- other dates: `dates` (which days), `moving`, `copying`; taken back: `cancelling`
- people: `enrolling`, `adjusting` (one place), `transferring` (to another course), `list_import`
- attendance and results: `marking` writes, `attendance` is the one rule; files and checklist: `documents`; `code95`
- read: `loading` (one), `repository` (the list), `exporting`, `shared` (others'), `history` (of a trainee), `needs` (to do)
- `states`: what a course allows, one table; `desk`: for whom a use-case works; `telling`: what the log says
"""
