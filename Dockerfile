# Herald on Payara Micro. Build the jar first: ./mvnw package && docker build -t herald .
#   docker run --read-only --tmpfs /tmp -v herald-data:/herald/herald-data -p 8080:8080 herald
#   docker run --read-only --tmpfs /tmp -p 8080:8080 -e HERALD_DB_URL=jdbc:postgresql://db/herald -e HERALD_DB_USER=… \
#     -e HERALD_DB_PASSWORD=… -e HERALD_SECRET_KEY=… herald
# It writes to /tmp (130 MB, gone with the container) and, on the embedded database alone, to /herald/herald-data.
FROM eclipse-temurin:17-jre-jammy
RUN useradd --system --uid 10001 --create-home --home-dir /herald herald
WORKDIR /herald
COPY target/herald-micro.jar herald-micro.jar
RUN install -d -o herald -g herald herald-data cache
USER herald
# Its classes are archived: a container starts seconds sooner. The server that is started here for that ends with the
# build step, and its database is in memory. What it unpacked goes: /tmp is another one in each container.
RUN java -XX:ArchiveClassesAtExit=cache/herald.jsa -XX:-UsePerfData -Dherald.db.url='jdbc:h2:mem:build;DB_CLOSE_DELAY=-1' \
      -Dherald.admin-token=build-step-only \
      -Dherald.secret-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= \
      -jar herald-micro.jar --unpackdir /tmp/herald --port 8080 & pid=$!; \
    for i in $(seq 120); do wget -q -O /dev/null http://127.0.0.1:8080/health/ready && break; sleep 1; done; \
    kill $pid; wait $pid; rm -rf /tmp/herald; test -s cache/herald.jsa
EXPOSE 8080
VOLUME /herald/herald-data
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD wget -q -O /dev/null http://127.0.0.1:8080/health/live || exit 1
ENTRYPOINT ["sh", "-c", "exec java -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -XX:SharedArchiveFile=cache/herald.jsa -Xshare:auto $JAVA_OPTS -jar herald-micro.jar --unpackdir /tmp/herald --port 8080 \"$@\"", "herald"]
