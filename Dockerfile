# One image, three roles: `cbot api`, `cbot worker`, `cbot migrate`. Runs as an ordinary user on a read-only file system.
FROM node:22-slim AS frontend
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund --ignore-scripts
COPY frontend/ ./
RUN npm run build

FROM python:3.14-slim AS packages
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv --without-pip /venv && uv pip install --python /venv/bin/python --require-hashes --compile-bytecode -r requirements.lock

FROM python:3.14-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000 CBOT_DATA_DIR=/data CBOT_ENVIRONMENT=production
RUN useradd --system --uid 10001 --home-dir /data --create-home cbot
COPY --from=packages /venv /venv
WORKDIR /cbot
COPY alembic.ini ./
COPY migrations/ migrations/
COPY emails/ emails/
COPY app/ app/
COPY api/ api/
COPY --from=frontend /build/frontend/dist frontend/dist/
RUN python -m compileall -q app api migrations
USER cbot
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz')"]
ENTRYPOINT ["python", "-m", "app.cli"]
CMD ["api"]
