"""Why something about course types is refused."""

from app.core.errors import Conflict, NotFound


class CourseTypeNotFound(NotFound):
    """The operator keeps no such course type."""

    code = "course_type_not_found"


class CodeInUse(Conflict):
    """Another course type has this code, archived ones included (R-CRT-01)."""

    code = "course_type_code_in_use"


class NameInUse(Conflict):
    """Another course type has this name, so that nobody could tell them apart (R-CRT-01)."""

    code = "course_type_name_in_use"


class LessonMaterialNotFound(NotFound):
    """There is no such file of lesson material, or not in this edition."""

    code = "lesson_material_not_found"
