"""The two providers of the demo, with their users, modules, locations and instructors of their own."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from app.accounts.models import Membership, User
from app.catalog.models import ExternalCourseType
from app.core.words import normalise
from app.demo.access import INSTITUTE, OPERATOR_EMAIL, OUTSIDER, ROLES, DemoProvider
from app.demo.certificate_rows import CertificateMaker
from app.demo.course_rows import CourseMaker, Diary
from app.demo.item_rows import certification_items
from app.demo.operator_rows import CourseTypeRow, Teacher
from app.demo.people_rows import Person, customers, trainees
from app.demo.plans import institute_plans, outsider_plans
from app.demo.rows import Rows
from app.demo.stock import EXTERNAL_INSTRUCTORS, EXTERNAL_TYPES, LOCATIONS
from app.demo.template_rows import templates
from app.instructors.models import ExternalInstructor
from app.providers.models import Location, Provider, ProviderModule
from app.providers.modules import Module

USER_NAMES = {
    INSTITUTE: {"admin": "Anneke Linders", "planner": "Pim de Ruiter", "viewer": "Vera Oosting"},
    OUTSIDER: {"admin": "Bas Noordhof", "planner": "Petra Feenstra", "viewer": "Wout Jager"},
}
INSTITUTE_TRAINEES = 300
OUTSIDER_TRAINEES = 40


def operator_user(rows: Rows, password_hash: str) -> None:
    """The login of the CIBOT administration."""
    rows.add(
        User,
        email=OPERATOR_EMAIL,
        email_norm=OPERATOR_EMAIL,
        name="CIBOT administratie",
        password_hash=password_hash,
        is_operator=True,
    )


class ProviderMaker:
    """Makes one provider; the two share the operator's types, the instructors and their diary."""

    def __init__(self, demo: DemoProvider, password_hash: str, now: datetime, today: date) -> None:
        self.rows = Rows(demo.id)
        self._demo = demo
        self._hash = password_hash
        self._now = now
        self._today = today
        self._chance = Random(f"C-BOT demo {demo.key}")

    def institute(self, certified: dict[str, CourseTypeRow], registered: list[Teacher], diary: Diary) -> Rows:
        """Provider A: certified, all modules on."""
        self._provider("Lindelaan 20", "3512 AB", "Utrecht", list(Module), is_cibot_institute=True)
        companies = customers(self.rows)
        people = trainees(self.rows, INSTITUTE_TRAINEES, companies, self._today, self._chance)
        certification_items(self.rows, companies, self._now, self._today)
        templates(self.rows)
        types = certified | self._external_types()
        maker = self._courses(types, registered + self._external_instructors(), diary, people)
        maker.make(list(institute_plans()))
        self._certificates(maker, people, list(types.values()))
        return self.rows

    def outsider(self, registered: list[Teacher], diary: Diary) -> Rows:
        """Provider B: not certified, external courses only."""
        self._provider("Hereweg 100", "9725 AG", "Groningen", [Module.EXTERNAL_COURSES], is_cibot_institute=False)
        people = trainees(self.rows, OUTSIDER_TRAINEES, [], self._today, self._chance)
        types = self._external_types()
        maker = self._courses(types, registered + self._external_instructors(), diary, people)
        maker.make(list(outsider_plans()))
        self._certificates(maker, people, list(types.values()))
        return self.rows

    def _certificates(self, courses: CourseMaker, people: list[Person], types: list[CourseTypeRow]) -> None:
        maker = CertificateMaker(self.rows, self._now, self._today, Random(f"certificates {self._demo.key}"))
        maker.issued(courses.passes)
        maker.imported(people, types)

    def _provider(
        self, address: str, postcode: str, city: str, modules: list[Module], *, is_cibot_institute: bool
    ) -> None:
        self.rows.add(
            Provider,
            id=self._demo.id,
            name=self._demo.name,
            is_cibot_institute=is_cibot_institute,
            email=f"info@{self._demo.domain}",
            phone="030-555 01 00",
            address=address,
            postcode=postcode,
            city=city,
        )
        for module in modules:
            if module is not Module.CORE:
                self.rows.add(ProviderModule, module=module, active_from=self._today - timedelta(days=400))
        for role in ROLES:
            email = self._demo.email(role)
            name = USER_NAMES[self._demo][role]
            user_id = self.rows.add(User, email=email, email_norm=email, name=name, password_hash=self._hash)
            self.rows.add(Membership, user_id=user_id, role=role)

    def _external_types(self) -> dict[str, CourseTypeRow]:
        made = {}
        for name, months in EXTERNAL_TYPES:
            type_id = self.rows.add(ExternalCourseType, name=name, name_norm=normalise(name), validity_months=months)
            made[name] = CourseTypeRow(type_id, name, False, months)
        return made

    def _external_instructors(self) -> list[Teacher]:
        made = []
        for name in EXTERNAL_INSTRUCTORS:
            email = f"{normalise(name).replace(' ', '.')}@{self._demo.domain}"
            columns = {"name": name, "name_sort": normalise(name), "email": email, "email_norm": email}
            made.append(Teacher(self.rows.add(ExternalInstructor, **columns), name, False))
        return made

    def _locations(self) -> list[tuple[UUID, str]]:
        made = []
        for name, address, postcode, city, capacity in LOCATIONS:
            columns = {"name": name, "address": address, "postcode": postcode, "city": city, "capacity": capacity}
            made.append((self.rows.add(Location, **columns), f"{name}, {city}"))
        return made

    def _courses(
        self, types: dict[str, CourseTypeRow], teachers: list[Teacher], diary: Diary, people: list[Person]
    ) -> CourseMaker:
        return CourseMaker(
            self.rows,
            types=types,
            teachers=teachers,
            people=people,
            locations=self._locations(),
            diary=diary,
            now=self._now,
            today=self._today,
            chance=self._chance,
        )
