"""The attendance list of a course: a neutral one (R-EXT-03), and one of CIBOT for certified courses (R-CRT-03)."""

from app.documents.course_sheet import CourseSheet, render_sheet, sheet_name


async def render_attendance_list(sheet: CourseSheet) -> bytes:
    """The neutral list as PDF, with a signature column for every day: the provider's name and logo, no mark of CIBOT."""
    return await render_sheet("attendance_list", sheet, cibot=False)


def attendance_list_name(sheet: CourseSheet) -> str:
    """The name under which the neutral list is offered."""
    return sheet_name("title", sheet)


async def render_cibot_attendance_list(sheet: CourseSheet) -> bytes:
    """The list of CIBOT as PDF; the same columns under CIBOT's mark. Only a certified course has one."""
    return await render_sheet("attendance_list", sheet, cibot=True)


def cibot_attendance_list_name(sheet: CourseSheet) -> str:
    """The name under which the list of CIBOT is offered."""
    return sheet_name("cibot_title", sheet)
