"""The assessment list (toetsingslijst) of a certified course: what each trainee did in theory and practice (R-CRT-03)."""

from app.documents.course_sheet import CourseSheet, render_sheet, sheet_name


async def render_assessment_list(sheet: CourseSheet) -> bytes:
    """The list as PDF, with boxes for theory, practice and the outcome; an external course never has one (R-EXT-03)."""
    return await render_sheet("assessment_list", sheet, cibot=True)


def assessment_list_name(sheet: CourseSheet) -> str:
    """The name under which the list is offered."""
    return sheet_name("assessment_title", sheet)
