"""Why something about course types is refused."""

from app.core.errors import NotFound


class CourseTypeNotFound(NotFound):
    """The operator keeps no such course type."""

    code = "course_type_not_found"


class LessonMaterialNotFound(NotFound):
    """There is no such file of lesson material, or not in this edition."""

    code = "lesson_material_not_found"
