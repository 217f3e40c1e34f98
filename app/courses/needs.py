"""What a course can wait for (R-DSH-01): conditions on a course `c`, for the dashboard's numbers and the lists behind them.

The number and the list are made of the same words, so that they cannot differ.
"""

_AHEAD = "c.state = 'planned' and c.last_day >= :today"
_UNSTAFFED = """not exists (select from course_instructor ni where ni.provider_id = c.provider_id and ni.course_id = c.id
    and ni.position = 'main')"""
AVAILABLE = (
    "from staffing_request nr where nr.provider_id = c.provider_id and nr.course_id = c.id and nr.state = 'available'"
)
"""The instructors who said yes."""
UNINVITED = """from enrolment ne
    where ne.provider_id = c.provider_id and ne.course_id = c.id and ne.state = 'enrolled'
      and not exists (
          select from invitation nv
          join outbox_mail no on no.provider_id = nv.provider_id and no.id = nv.mail_id and no.state <> 'cancelled'
          where nv.provider_id = c.provider_id and nv.enrolment_id = ne.id)"""
"""The trainees whom no invitation went to."""
WAITING = "from enrolment nw where nw.provider_id = c.provider_id and nw.course_id = c.id and nw.state = 'waiting'"
"""The trainees on the waiting list."""

NEEDS = {
    "processing": "c.state = 'planned' and c.last_day < :today and not c.is_white_label",
    "instructor": f"{_AHEAD} and {_UNSTAFFED}",
    "answer": f"{_AHEAD} and {_UNSTAFFED} and exists (select {AVAILABLE})",
    "invitation": f"{_AHEAD} and not c.is_white_label and exists (select {UNINVITED})",
    "place": f"{_AHEAD} and exists (select {WAITING})",
}
"""What is waited for: to be processed, an instructor, a decision about answers, invitations, a place for who waits."""

WAITS = {
    "processing": "1",
    "instructor": "1",
    "answer": f"(select count(*) {AVAILABLE})",
    "invitation": f"(select count(*) {UNINVITED})",
    "place": f"(select count(*) {WAITING})",
}
"""How much of it waits there."""
