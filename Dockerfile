# One image for every way of running: the server with its workers, and the `roadmap` command for operators.
# Built here with `docker build -t roadmap .`; docs/operating/containers.md tells how to run it.

FROM python:3.11-slim-bookworm AS base
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONUNBUFFERED=1

FROM base AS build
ARG PIP_INDEX_URL NPM_CONFIG_REGISTRY
WORKDIR /build
COPY requirements-build.txt ./
RUN pip install --require-hashes --requirement requirements-build.txt
COPY . .
RUN python -m hatchling build --target wheel --directory /wheel

FROM base AS environment
ARG PIP_INDEX_URL
COPY requirements.txt ./
RUN python -m venv /opt/roadmap \
 && /opt/roadmap/bin/pip install --require-hashes --requirement requirements.txt
COPY --from=build /wheel /wheel
RUN /opt/roadmap/bin/pip install --no-deps /wheel/*.whl

FROM base
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin roadmap \
 && install -d -o roadmap -g roadmap -m 0750 /data
COPY --from=environment /opt/roadmap /opt/roadmap
ENV PATH=/opt/roadmap/bin:$PATH ROADMAP_DATA=/data ROADMAP_HOST=0.0.0.0 ROADMAP_PORT=8000
USER roadmap
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
CMD ["roadmap", "serve"]
