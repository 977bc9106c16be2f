# Herald on Payara Micro. Build the jar first: ./mvnw package && docker build -t herald .
#   docker run -p 8080:8080 -e HERALD_DB_URL=jdbc:postgresql://db/herald -e HERALD_DB_USER=… -e HERALD_DB_PASSWORD=… \
#     -e HERALD_SECRET_KEY=… herald
FROM eclipse-temurin:17-jre-jammy
RUN useradd --system --uid 10001 --create-home --home-dir /herald herald
WORKDIR /herald
COPY --chown=herald:herald target/herald-micro.jar herald-micro.jar
USER herald
# Unpacked once, and its classes archived: a container starts seconds sooner. The server that is started here for
# that ends with the build step; its database is in memory and its configuration is removed.
RUN java -XX:ArchiveClassesAtExit=herald.jsa -Dherald.db.url='jdbc:h2:mem:build;DB_CLOSE_DELAY=-1' \
      -Dherald.admin-token=build-step-only \
      -Dherald.secret-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= \
      -jar herald-micro.jar --unpackdir unpacked --port 8080 & pid=$!; \
    for i in $(seq 120); do wget -q -O /dev/null http://127.0.0.1:8080/health/ready && break; sleep 1; done; \
    kill $pid; wait $pid; rm -rf herald-data; test -s herald.jsa
EXPOSE 8080
VOLUME /herald/herald-data
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD wget -q -O /dev/null http://127.0.0.1:8080/health/live || exit 1
# domain.xml would name what an earlier, killed run of this container had deployed
ENTRYPOINT ["sh", "-c", "rm -f unpacked/config/domain.xml; exec java -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -XX:SharedArchiveFile=herald.jsa -Xshare:auto $JAVA_OPTS -jar herald-micro.jar --unpackdir unpacked --port 8080 \"$@\"", "herald"]
