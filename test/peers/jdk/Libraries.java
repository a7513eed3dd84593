import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import java.util.*;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.text.StringEscapeUtils;
import org.json.simple.JSONValue;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.springframework.web.util.HtmlUtils;

/** What the libraries make of it that Java programs use, besides all that Peer does; the commands have their names. */
public class Libraries {
  public static void main(String[] args) throws Exception {
    Peer.serve(Libraries::run);
  }

  static byte[][] run(String command, byte[][] a) throws Exception {
    switch (command) {
      // JSON text -> JSON text, by way of a Map, which is what a controller without a class of its own gets.
      case "Gson.toJson":
        return Peer.list(new Gson().toJson(JsonParser.parseString(Peer.text(a[0]))));
      case "Gson.toJson-Map":
        return Peer.list(new Gson().toJson(new Gson().fromJson(Peer.text(a[0]), Map.class)));
      case "Gson.toJson-disableHtmlEscaping":
        return Peer.list(
            new GsonBuilder().disableHtmlEscaping().create().toJson(JsonParser.parseString(Peer.text(a[0]))));
      case "Gson.toJson-setPrettyPrinting":
        return Peer.list(
            new GsonBuilder().setPrettyPrinting().create().toJson(JsonParser.parseString(Peer.text(a[0]))));
      case "ObjectMapper":
        return Peer.list(print(new ObjectMapper(), LinkedHashMap.class, a[0]));
      case "ObjectMapper-HashMap":
        return Peer.list(print(new ObjectMapper(), HashMap.class, a[0]));
      case "ObjectMapper-TreeMap":
        return Peer.list(print(new ObjectMapper(), TreeMap.class, a[0]));
      case "ObjectMapper-ESCAPE_NON_ASCII": {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory().configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
        return Peer.list(print(mapper, LinkedHashMap.class, a[0]));
      }
      case "ObjectMapper-INDENT_OUTPUT":
        return Peer.list(
            print(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT), LinkedHashMap.class, a[0]));
      case "JSONValue.toJSONString":
        return Peer.list(JSONValue.toJSONString(new ObjectMapper().readValue(a[0], LinkedHashMap.class)));
      // A name of a Java property in the snake case of Jackson.
      case "SnakeCaseStrategy":
        return Peer.list(new PropertyNamingStrategies.SnakeCaseStrategy().translate(Peer.text(a[0])));
      // What string concatenation signs when the body was bound to a Map.
      case "Map.toString":
        return Peer.list(new ObjectMapper().readValue(a[0], LinkedHashMap.class).toString());
      case "HtmlUtils.htmlEscape":
        return Peer.list(HtmlUtils.htmlEscape(Peer.text(a[0])));
      case "StringEscapeUtils.escapeHtml4":
        return Peer.list(StringEscapeUtils.escapeHtml4(Peer.text(a[0])));
      case "StringEscapeUtils.escapeXml10":
        return Peer.list(StringEscapeUtils.escapeXml10(Peer.text(a[0])));
      case "StringEscapeUtils.escapeJava":
        return Peer.list(StringEscapeUtils.escapeJava(Peer.text(a[0])));
      case "StringEscapeUtils.escapeJson":
        return Peer.list(StringEscapeUtils.escapeJson(Peer.text(a[0])));
      case "StringEscapeUtils.unescapeJava":
        return Peer.list(StringEscapeUtils.unescapeJava(Peer.text(a[0])));
      case "Jsoup.clean":
        return Peer.list(Jsoup.clean(Peer.text(a[0]), Safelist.relaxed()));
      case "Base64.encodeBase64Chunked":
        return new byte[][] {Base64.encodeBase64Chunked(a[0])};
      case "Base64.encodeBase64URLSafeString":
        return Peer.list(Base64.encodeBase64URLSafeString(a[0]));
      case "Hex.encodeHexString":
        return Peer.list(Hex.encodeHexString(a[0]));
      default:
        return Peer.run(command, a);
    }
  }

  static String print(ObjectMapper mapper, Class<?> map, byte[] json) throws Exception {
    return mapper.writeValueAsString(mapper.readValue(json, map));
  }
}
