# The product for production: no embedded servers, no development packages, not root.
FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=mediation.settings.production \
    STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /srv/app --shell /usr/sbin/nologin app \
    && install -d -o app -g app /srv/files
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/app
COPY . .
# The values exist only while the static files are gathered; nothing of them stays in the image.
RUN python -m compileall -q . \
    && SECRET_KEY=build-only ALLOWED_HOSTS=localhost DATABASE_URL=postgres://build@localhost/build \
       python manage.py collectstatic --noinput --verbosity=0
USER app
EXPOSE 8000
CMD ["gunicorn", "mediation.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", \
     "--max-requests=5000", "--max-requests-jitter=500", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
