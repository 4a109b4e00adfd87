// The sound client with java.net.http of Java 17 and nothing else: it books, reads, searches, confirms and cancels.
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

public class Client {
  private static final String FHIR_URL = setting("CANVAS_FHIR_BASE_URL", "http://127.0.0.1:4010");
  private static final String PATIENT = setting("CANVAS_PATIENT_ID", "ee1c7803325b47b492008f3e7c9d7a3d");
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String APPOINTMENT =
      """
      {
        "resourceType": "Appointment",
        "status": "proposed",
        "reasonCode": [{ "text": "First visit" }],
        "supportingInformation": [{ "reference": "Location/%s" }],
        "start": "2031-03-04T15:00:00Z",
        "end": "2031-03-04T15:30:00Z",
        "participant": [
          { "actor": { "reference": "Practitioner/%s" }, "status": "accepted" },
          { "actor": { "reference": "Patient/%s" }, "status": "accepted" }
        ]
      }
      """
          .formatted(
              setting("CANVAS_LOCATION_ID", "b3476a18-3f63-422d-87e7-b3dc0cd55060"),
              setting("CANVAS_PRACTITIONER_ID", "4150cd20de8a470aa570a852859ac87e"),
              PATIENT);

  private static String token = "";

  /** The end of a run, in words for a person. */
  private static class Ended extends RuntimeException {
    Ended(String message) {
      super(message);
    }
  }

  private static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The first groups of a pattern: enough here, so that records go back to the byte; a program of yours has a JSON library. */
  private static List<String> findAll(String pattern, String text) {
    var found = new ArrayList<String>();
    var matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) found.add(matcher.group(1));
    return found;
  }

  private static String find(String pattern, String text) {
    return findAll(pattern, text).stream().findFirst().orElse("");
  }

  private static final String STATUS = "\"resourceType\":\\s*\"Appointment\"[^}]*?\"status\":\\s*\"([^\"]*)\"";

  private static void renew() throws Exception {
    var form =
        "grant_type=client_credentials&client_id=" + encoded(setting("CANVAS_CLIENT_ID", "my-client"))
            + "&client_secret=" + encoded(setting("CANVAS_CLIENT_SECRET", "my-secret"))
            + "&scope=" + encoded("user/Appointment.read user/Appointment.write");
    var request =
        HttpRequest.newBuilder(URI.create(setting("CANVAS_TOKEN_URL", "http://127.0.0.1:4010/auth/token/")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    token = find("\"access_token\":\\s*\"([^\"]*)\"", CLIENT.send(request.build(), BodyHandlers.ofString()).body());
    if (token.isEmpty()) throw new Ended("there is no token");
  }

  private static long millisecondsToWait(String retryAfter) {
    if (retryAfter.matches("\\d+")) return 1000 * Long.parseLong(retryAfter);
    var until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    return Math.max(0, Duration.between(Instant.now(), until).toMillis() + 1);
  }

  /** The answer to a request, sent again where that is right. A write without an answer throws an IOException. */
  private static HttpResponse<String> call(String method, String url, String body, String... headers) throws Exception {
    var isRenewed = false;
    for (var attempt = 0; attempt < 5; attempt++) {
      var request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30))
              .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
              .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      if (headers.length > 0) request.headers(headers);
      HttpResponse<String> answer;
      try {
        answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      } catch (IOException error) {
        if (!method.equals("GET")) throw error;
        continue;
      }
      if (answer.statusCode() == 401) {
        if (isRenewed) throw new Ended("the server takes no token of this client");
        isRenewed = true;
        renew();
      } else if (List.of(429, 503).contains(answer.statusCode())) {
        Thread.sleep(millisecondsToWait(answer.headers().firstValue("retry-after").orElse("1")));
      } else if (answer.statusCode() < 500 || !method.equals("GET")) {
        return answer;
      }
    }
    throw new Ended("the server cannot be reached");
  }

  private static HttpResponse<String> succeeded(HttpResponse<String> answer) {
    if (answer.statusCode() < 400) return answer;
    var texts = String.join("; ", findAll("\"text\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", answer.body()));
    throw new Ended("refused with " + answer.statusCode() + ": " + texts);
  }

  /** The pages of the patient's appointments, as texts. */
  private static List<String> pages() throws Exception {
    var pages = new ArrayList<String>();
    for (var url = FHIR_URL + "/Appointment?patient=Patient/" + PATIENT; !url.isEmpty(); ) {
      var page = succeeded(call("GET", url, null)).body();
      pages.add(page);
      var link = find("(\\{[^{}]*\"relation\":\\s*\"next\"[^{}]*\\})", page);
      var next = find("\"url\":\\s*\"([^\"]*)\"", link);
      // A link may leave the host out.
      url = next.isEmpty() ? "" : URI.create(url).resolve(next).toString();
    }
    return pages;
  }

  private static String create() throws Exception {
    HttpResponse<String> answer;
    try {
      answer = call("POST", FHIR_URL + "/Appointment", APPOINTMENT);
    } catch (IOException lost) {
      // It may have been made: a second one would be a second booking.
      for (var page : pages())
        for (var id : findAll("\"resourceType\":\\s*\"Appointment\",\\s*\"id\":\\s*\"([^\"]*)\"", page)) {
          var record = succeeded(call("GET", FHIR_URL + "/Appointment/" + id, null)).body();
          if (record.contains("2031-03-04T15:00:00") && !find(STATUS, record).equals("cancelled")) return id;
        }
      return create();
    }
    return find("/Appointment/([^/]+)", succeeded(answer).headers().firstValue("location").orElse(""));
  }

  private static boolean changeStatus(String id, String status) throws Exception {
    var url = FHIR_URL + "/Appointment/" + id;
    while (true) {
      var read = succeeded(call("GET", url, null));
      var known = find(STATUS, read.body());
      System.out.println("Appointment/" + id + " is " + known);
      if (known.equals("cancelled")) return false;
      var matcher = Pattern.compile(STATUS).matcher(read.body());
      if (!matcher.find()) throw new Ended("the record has no status");
      var changed = read.body().substring(0, matcher.start(1)) + status + read.body().substring(matcher.end(1));
      var since = read.headers().firstValue("date").orElse("");
      var answer = call("PUT", url, changed, "If-Unmodified-Since", since);
      if (answer.statusCode() == 412) continue;
      succeeded(answer);
      return true;
    }
  }

  public static void main(String[] args) throws Exception {
    try {
      renew();
      var id = create();
      if (!changeStatus(id, "booked")) return;
      System.out.println("the patient's appointments fill " + pages().size() + " pages");
      changeStatus(id, "cancelled");
    } catch (Ended | IOException error) {
      System.err.println(error.getMessage());
      System.exit(1);
    }
  }
}
