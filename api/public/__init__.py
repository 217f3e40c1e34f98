"""What needs no login: signed pages, verification, health."""

from fastapi import APIRouter

from api.public import course_day, health, instructor, lesson_material, payments, verification
from api.public.answers import routes as answers
from api.public.stopping import routes as stopping
from api.public.visiting import asking, downloads
from api.public.visiting import routes as visiting

routers: tuple[APIRouter, ...] = (
    health.router,
    answers.router,
    instructor.router,
    course_day.router,
    lesson_material.router,
    verification.router,
    stopping.router,
    asking.router,
    visiting.router,
    downloads.router,
    payments.router,
)
