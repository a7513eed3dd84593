import java.io.*;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.IESParameterSpec;

/**
 * What Java programs do, for tests to compare with. One request per line: a command and its arguments, each argument
 * base64 of its bytes, separated by spaces. One answer per line: "ok" and results likewise, or "error" and a message.
 */
public class Peer {
  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line; (line = in.readLine()) != null; ) {
      String answer;
      try {
        String[] words = line.split(" ", -1);
        byte[][] arguments = new byte[words.length - 1][];
        for (int i = 1; i < words.length; i++) arguments[i - 1] = Base64.getDecoder().decode(words[i]);
        StringBuilder results = new StringBuilder("ok");
        for (byte[] result : run(words[0], arguments)) results.append(' ').append(encode(result));
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
      case "urlencode":
        return list(URLEncoder.encode(text(a[0]), "UTF-8"));
      case "biginteger-md5-hex":
        return list(new BigInteger(1, MessageDigest.getInstance("MD5").digest(a[0])).toString(16));
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
