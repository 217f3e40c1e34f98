"""Turns plans into courses: days, instructors who are free, enrolments, marks, requests to instructors."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from app.core.words import normalise
from app.courses.models import Course, CourseDay, CourseDocument, CourseInstructor, Enrolment
from app.demo.certificate_rows import Pass
from app.demo.operator_rows import CourseTypeRow, Teacher
from app.demo.people_rows import Person
from app.demo.plans import Plan
from app.demo.rows import Rows
from app.providers.models import Counter
from app.staffing.models import StaffingAnswer, StaffingRequest

STARTS, ENDS = time(9), time(16, 30)
FIRST_NUMBER = 781
CODE95_HOURS = {"theory_minutes": 240, "practice_minutes": 180}
ANSWERS = ("available", "unavailable", "available")
DOCUMENTS = ("attendance_list", "exams")

Diary = set[tuple[UUID, date]]
"""Which instructor is booked on which day, over all providers."""


class CourseMaker:
    """Makes the courses of one provider."""

    def __init__(
        self,
        rows: Rows,
        *,
        types: dict[str, CourseTypeRow],
        teachers: list[Teacher],
        people: list[Person],
        locations: list[tuple[UUID, str]],
        diary: Diary,
        now: datetime,
        today: date,
        chance: Random,
    ) -> None:
        self._rows = rows
        self._types = types
        self._teachers = teachers
        self._people = people
        self._locations = locations
        self._diary = diary
        self._now = now
        self._today = today
        self._chance = chance
        self._number = FIRST_NUMBER
        self.passes: list[Pass] = []
        """Who is to have a certificate of a processed course."""

    def make(self, plans: list[Plan]) -> None:
        """Make every course, numbered in the order of their dates, and set the counter after the last."""
        for plan in sorted(plans, key=lambda plan: plan.in_days):
            self._make(plan)
        self._rows.add(Counter, kind="course", value=self._number - 1)

    def _make(self, plan: Plan) -> None:
        kind = self._types[plan.type]
        days = plan.days(self._today)
        course_id = self._course(plan, kind, days)
        for day in days:
            hours = CODE95_HOURS if kind.is_code95 else {}
            self._rows.add(CourseDay, course_id=course_id, date=day, starts=STARTS, ends=ENDS, **hours)
        if not plan.white_label:
            for document in DOCUMENTS:
                self._rows.add(CourseDocument, course_id=course_id, kind=document)
        if plan.staffed:
            for position in ("main", "second") if plan.second else ("main",):
                self._teach(course_id, kind, days, position)
        self._ask(course_id, kind, days, plan.asked)
        self._enrol(course_id, plan, kind, days)

    def _course(self, plan: Plan, kind: CourseTypeRow, days: list[date]) -> UUID:
        location_id, place = self._chance.choice(self._locations)
        number, self._number = self._number, self._number + 1
        booked = self._now - timedelta(days=max(30 - plan.in_days, 20))
        return self._rows.add(
            Course,
            number=number,
            kind="certified" if kind.certified else "external",
            certified_type_id=kind.id if kind.certified else None,
            external_type_id=None if kind.certified else kind.id,
            type_name=kind.name,
            validity_months=kind.validity_months,
            state=plan.state,
            first_day=days[0],
            last_day=days[-1],
            expires_on=_months_later(days[-1], kind.validity_months),
            max_trainees=self._places(plan, kind),
            location_id=location_id,
            location_text=place,
            visible_to_others=plan.shared,
            is_code95=kind.is_code95,
            is_white_label=plan.white_label,
            reseller="Bureau Doorverkoop" if plan.white_label else "",
            search=normalise(f"#{number}", kind.name, place),
            cancelled_at=self._now - timedelta(days=3) if plan.state == "cancelled" else None,
            processed_at=_evening(days[-1]) if plan.state == "processed" else None,
            created_at=booked,
        )

    @staticmethod
    def _places(plan: Plan, kind: CourseTypeRow) -> int:
        return plan.trainees if plan.waiting else max(kind.max_trainees, plan.trainees)

    def _free(self, kind: CourseTypeRow, days: list[date]) -> list[Teacher]:
        able = [one for one in self._teachers if kind.id in one.types or not kind.certified]
        return [one for one in able if all((one.id, day) not in self._diary for day in days)]

    def _teach(self, course_id: UUID, kind: CourseTypeRow, days: list[date], position: str) -> None:
        free = self._free(kind, days)
        if not free:
            return
        teacher = self._chance.choice(free)
        self._diary.update((teacher.id, day) for day in days)
        booked = self._now - timedelta(days=20)
        self._rows.add(
            CourseInstructor,
            course_id=course_id,
            position=position,
            name=teacher.name,
            booked_at=booked,
            **_reference(teacher),
        )

    def _ask(self, course_id: UUID, kind: CourseTypeRow, days: list[date], count: int) -> None:
        """Requests to instructors: the first of them have answered, the last has not yet."""
        asked_days = ",".join(f"{day.isoformat()}/{STARTS:%H:%M}/{ENDS:%H:%M}" for day in days)
        for teacher, answer in zip(self._free(kind, days)[:count], (*ANSWERS[: count - 1], None), strict=False):
            invited = self._now - timedelta(days=2)
            answered = self._now - timedelta(hours=self._chance.randint(2, 30)) if answer else None
            request_id = self._rows.add(
                StaffingRequest,
                course_id=course_id,
                state=answer or "invited",
                for_days=asked_days,
                answer_count=1 if answer else 0,
                invited_at=invited,
                answered_at=answered,
                **_reference(teacher),
            )
            if answer:
                given = {
                    "request_id": request_id,
                    "generation": 1,
                    "sequence": 1,
                    "answer": answer,
                    "given_at": answered,
                }
                self._rows.add(StaffingAnswer, **given)

    def _enrol(self, course_id: UUID, plan: Plan, kind: CourseTypeRow, days: list[date]) -> None:
        chosen = self._chance.sample(self._people, min(plan.trainees + plan.waiting, len(self._people)))
        for number, person in enumerate(chosen):
            marked = number < plan.marked * plan.trainees
            attended = (self._chance.random() > 0.07) if marked else None
            passed = (self._chance.random() > 0.08) if attended else None
            enrolment_id = self._rows.add(
                Enrolment,
                course_id=course_id,
                trainee_id=person.id,
                customer_id=person.customer_id,
                state="enrolled" if number < plan.trainees else "waiting",
                attended=attended,
                passed=passed,
                created_at=self._now - timedelta(days=15, minutes=len(chosen) - number),
            )
            if passed and plan.state == "processed":
                expires_on = _months_later(days[-1], kind.validity_months)
                number_of_course = self._number - 1
                self.passes.append(Pass(person, enrolment_id, course_id, number_of_course, kind, days[-1], expires_on))


def _reference(teacher: Teacher) -> dict[str, UUID | None]:
    registered = teacher.registered
    return {
        "instructor_id": teacher.id if registered else None,
        "external_instructor_id": None if registered else teacher.id,
    }


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18), UTC)


def _months_later(day: date, months: int | None) -> date | None:
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))
