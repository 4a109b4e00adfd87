// The first appointment with java.net.http of Java 17 and nothing else: a token, a create, a read.
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

public class FirstAppointment {
  private static final String FHIR_URL = setting("CANVAS_FHIR_BASE_URL", "http://127.0.0.1:4010");
  private static final String EHR_URL = setting("CANVAS_INSTANCE_URL", "http://127.0.0.1:4010");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final String APPOINTMENT =
      """
      {
        "resourceType": "Appointment",
        "status": "proposed",
        "reasonCode": [{ "text": "First visit" }],
        "supportingInformation": [{ "reference": "Location/b3476a18-3f63-422d-87e7-b3dc0cd55060" }],
        "start": "2031-03-04T15:00:00Z",
        "end": "2031-03-04T15:30:00Z",
        "participant": [
          { "actor": { "reference": "Practitioner/4150cd20de8a470aa570a852859ac87e" }, "status": "accepted" },
          { "actor": { "reference": "Patient/ee1c7803325b47b492008f3e7c9d7a3d" }, "status": "accepted" }
        ]
      }
      """;

  private static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The first group of a pattern: enough for this page; a program of yours has a JSON library. */
  private static String find(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) throw new IllegalStateException("no " + pattern + " in " + text);
    return matcher.group(1);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String accessToken() throws Exception {
    var form =
        "grant_type=client_credentials&client_id=" + encoded(setting("CANVAS_CLIENT_ID", "my-client"))
            + "&client_secret=" + encoded(setting("CANVAS_CLIENT_SECRET", "my-secret"));
    var request =
        HttpRequest.newBuilder(URI.create(EHR_URL + "/auth/token/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return find("\"access_token\":\\s*\"([^\"]+)\"", send(request).body());
  }

  private static HttpRequest.Builder fhir(String path, String token) {
    return HttpRequest.newBuilder(URI.create(FHIR_URL + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  public static void main(String[] args) throws Exception {
    var token = accessToken();
    var created =
        send(
            fhir("/Appointment", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(APPOINTMENT)));
    if (created.statusCode() != 201) throw new IllegalStateException("refused: " + created.body());
    // The body of a success is null: the id is in the location header.
    var id = find("/Appointment/([^/]+)", created.headers().firstValue("location").orElse(""));
    var appointment = send(fhir("/Appointment/" + id, token)).body();
    var status = find("\"status\":\\s*\"(\\w+)\",\\s*\"appointmentType\"", appointment);
    var start = find("\"start\":\\s*\"(20[^\"]+)\"", appointment);
    System.out.println("Appointment/" + id + " is " + status + " for " + start);
  }
}
