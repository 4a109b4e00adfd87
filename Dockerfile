# The mock and the suite in one image: docker build -t canvas-fhir-harness .
# One recipe for every architecture: nothing in it is compiled.
FROM node:22-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm pack --pack-destination /tmp

FROM node:22-alpine
ENV NODE_ENV=production
WORKDIR /harness
COPY --from=build /tmp/canvas-fhir-harness-*.tgz /tmp/harness.tgz
# The image has musl, for which classic-level (behind --data) and cucumber (behind verify) are installed beside the harness.
RUN npm install --ignore-scripts --no-audit --no-fund /tmp/harness.tgz classic-level@3.0.0 @cucumber/cucumber@12.9.0 \
  && rm /tmp/harness.tgz \
  && npm cache clean --force \
  && mkdir /data /reports \
  && chown node:node /data /reports
ENV PATH="/harness/node_modules/.bin:$PATH"
USER node
WORKDIR /reports
VOLUME ["/data", "/reports"]
EXPOSE 4010
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/metadata').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["canvas-harness"]
CMD ["mock", "--host", "0.0.0.0", "--data", "/data"]
