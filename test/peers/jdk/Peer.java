import java.io.*;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.spec.*;
import java.text.SimpleDateFormat;
import java.util.*;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.IESParameterSpec;

/**
 * What Java programs do, for tests to compare with. One request per line: a command and its arguments, each
 * base64 of its bytes, separated by spaces. One answer per line: "ok" and results likewise, or "error" and a message.
 */
public class Peer {
  interface Commands {
    byte[][] run(String command, byte[][] arguments) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    serve(Peer::run);
  }

  static void serve(Commands commands) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line; (line = in.readLine()) != null; ) {
      String answer;
      try {
        String[] words = line.split(" ", -1);
        byte[][] arguments = new byte[words.length - 1][];
        for (int i = 1; i < words.length; i++) arguments[i - 1] = Base64.getDecoder().decode(words[i]);
        String command = text(Base64.getDecoder().decode(words[0]));
        StringBuilder results = new StringBuilder("ok");
        for (byte[] result : commands.run(command, arguments)) results.append(' ').append(encode(result));
        answer = results.toString();
      } catch (Throwable problem) {
        answer = "error " + encode(problem.toString().getBytes(StandardCharsets.UTF_8));
      }
      System.out.println(answer);
    }
  }

  static byte[][] run(String command, byte[][] a) throws Exception {
    switch (command) {
      case "version":
        return list(System.getProperty("java.version"), Security.getProvider("BC").getInfo());
      // text, charset
      case "URLEncoder":
        return list(URLEncoder.encode(text(a[0]), text(a[1])));
      case "URLDecoder":
        return list(URLDecoder.decode(text(a[0]), text(a[1])));
      // text, charset -> bytes; characters that the charset lacks become question marks
      case "getBytes":
        return new byte[][] {text(a[0]).getBytes(text(a[1]))};
      // bytes, charset
      case "new String":
        return list(new String(a[0], text(a[1])));
      // algorithm, data
      case "digest":
        return new byte[][] {MessageDigest.getInstance(text(a[0])).digest(a[1])};
      case "BigInteger.toString(16)":
        return list(new BigInteger(1, a[0]).toString(16));
      // What is often written by hand: each byte as a number in hex, without its leading zero.
      case "Integer.toHexString": {
        StringBuilder hex = new StringBuilder();
        for (byte b : a[0]) hex.append(Integer.toHexString(b & 0xff));
        return list(hex.toString());
      }
      // algorithm, key, data
      case "Mac": {
        Mac mac = Mac.getInstance(text(a[0]));
        mac.init(new SecretKeySpec(a[1], text(a[0])));
        return new byte[][] {mac.doFinal(a[2])};
      }
      case "Base64.getEncoder":
        return new byte[][] {Base64.getEncoder().encode(a[0])};
      case "Base64.getMimeEncoder":
        return new byte[][] {Base64.getMimeEncoder().encode(a[0])};
      case "Base64.getUrlEncoder":
        return new byte[][] {Base64.getUrlEncoder().encode(a[0])};
      case "Base64.getUrlEncoder.withoutPadding":
        return new byte[][] {Base64.getUrlEncoder().withoutPadding().encode(a[0])};
      // kind of map, names -> the names in the map's order, with commas
      case "keySet": {
        String kind = text(a[0]);
        Map<String, String> map =
            kind.equals("HashMap")
                ? new HashMap<>()
                : kind.equals("LinkedHashMap")
                    ? new LinkedHashMap<>()
                    : new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < a.length; i++) map.put(text(a[i]), "");
        return list(String.join(",", map.keySet()));
      }
      case "String.trim":
        return list(text(a[0]).trim());
      // Digits through a double, as a cast back to long, and as they print.
      case "(long) double":
        return list(String.valueOf((long) Double.parseDouble(text(a[0]))));
      case "Double.toString":
        return list(Double.toString(Double.parseDouble(text(a[0]))));
      case "Float.toString":
        return list(Float.toString(Float.parseFloat(text(a[0]))));
      // pattern, time zone, milliseconds
      case "SimpleDateFormat": {
        SimpleDateFormat format = new SimpleDateFormat(text(a[0]), Locale.ENGLISH);
        format.setTimeZone(TimeZone.getTimeZone(text(a[1])));
        return list(format.format(new Date(Long.parseLong(text(a[2])))));
      }
      // What a .properties file makes of a value that is written into it as it is: the file is read as ISO-8859-1.
      case "Properties.load": {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(concat("value=".getBytes(StandardCharsets.UTF_8), a[0])));
        return list(properties.getProperty("value"));
      }
      // A value as Properties.store writes it.
      case "Properties.store": {
        Properties properties = new Properties();
        properties.setProperty("value", text(a[0]));
        StringWriter out = new StringWriter();
        properties.store(out, null);
        String written = out.toString();
        return list(written.substring(written.indexOf("value=") + 6).replaceAll("\\R$", ""));
      }
      // seed, bits -> a key of AES
      case "KeyGenerator-SHA1PRNG": {
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed(a[0]);
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(Integer.parseInt(text(a[1])), random);
        return new byte[][] {generator.generateKey().getEncoded()};
      }
      // transformation, key, IV (none for ECB), plaintext
      case "aes-encrypt": {
        Cipher cipher = Cipher.getInstance(text(a[0]));
        SecretKeySpec key = new SecretKeySpec(a[1], "AES");
        if (a[2].length == 0) cipher.init(Cipher.ENCRYPT_MODE, key);
        else cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(a[2]));
        return new byte[][] {cipher.doFinal(a[3])};
      }
      // algorithm ("RSA", "EC"), size or curve -> private PKCS#8, public X.509
      case "keygen": {
        boolean ec = text(a[0]).equals("EC");
        KeyPairGenerator generator = ec ? KeyPairGenerator.getInstance("EC", "BC") : KeyPairGenerator.getInstance("RSA");
        if (ec) generator.initialize(new ECGenParameterSpec(text(a[1])));
        else generator.initialize(Integer.parseInt(text(a[1])));
        KeyPair pair = generator.generateKeyPair();
        return new byte[][] {pair.getPrivate().getEncoded(), pair.getPublic().getEncoded()};
      }
      // algorithm (SHA256withECDSA, MD5withRSA), private key, data -> signature
      case "sign": {
        Signature signature = Signature.getInstance(text(a[0]), "BC");
        signature.initSign(privateKey(text(a[0]), a[1]));
        signature.update(a[2]);
        return new byte[][] {signature.sign()};
      }
      // algorithm, public key, data, signature -> true or false
      case "verify": {
        Signature signature = Signature.getInstance(text(a[0]), "BC");
        signature.initVerify(publicKey(text(a[0]), a[1]));
        signature.update(a[2]);
        return list(String.valueOf(signature.verify(a[3])));
      }
      // transformation, "compressed" or "uncompressed", public key, plaintext
      case "ecies-encrypt": {
        Cipher cipher = Cipher.getInstance(text(a[0]), "BC");
        PublicKey key = publicKey("EC", a[2]);
        if (text(a[1]).equals("compressed"))
          cipher.init(Cipher.ENCRYPT_MODE, key, new IESParameterSpec(null, null, 128, -1, null, true));
        else cipher.init(Cipher.ENCRYPT_MODE, key);
        return new byte[][] {cipher.doFinal(a[3])};
      }
      // transformation, private key, data
      case "ecies-decrypt": {
        Cipher cipher = Cipher.getInstance(text(a[0]), "BC");
        cipher.init(Cipher.DECRYPT_MODE, privateKey("EC", a[1]));
        return new byte[][] {cipher.doFinal(a[2])};
      }
      // provider ("" for Java's own), transformation, block size, key, data
      case "rsa-encrypt":
        return new byte[][] {blockwise(Cipher.ENCRYPT_MODE, a, publicKey("RSA", a[3]))};
      case "rsa-decrypt":
        return new byte[][] {blockwise(Cipher.DECRYPT_MODE, a, privateKey("RSA", a[3]))};
      default:
        throw new IllegalArgumentException("unknown command " + command);
    }
  }

  static byte[] blockwise(int mode, byte[][] a, Key key) throws Exception {
    String transformation = text(a[1]);
    Cipher cipher =
        a[0].length == 0 ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, text(a[0]));
    cipher.init(mode, key);
    int size = Integer.parseInt(text(a[2]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at == 0 || at < a[4].length; at += size)
      out.write(cipher.doFinal(a[4], at, Math.min(size, a[4].length - at)));
    return out.toByteArray();
  }

  static PrivateKey privateKey(String algorithm, byte[] der) throws Exception {
    return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  static PublicKey publicKey(String algorithm, byte[] der) throws Exception {
    return factory(algorithm).generatePublic(new X509EncodedKeySpec(der));
  }

  static KeyFactory factory(String algorithm) throws Exception {
    return algorithm.endsWith("RSA") ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("EC", "BC");
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  static byte[][] list(String... texts) {
    byte[][] all = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) all[i] = texts[i].getBytes(StandardCharsets.UTF_8);
    return all;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
