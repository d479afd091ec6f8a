package io.github.keycloakduo.simulator;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate authority that lives as long as one server. */
public final class Certificates {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int CURVE_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A certificate with its private key, both as PEM, and the two for servers on a JVM. */
  public record Identity(String certificatePem, String keyPem, X509KeyManager keyManager) {}

  private final X500Principal name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  /** An authority with new keys. */
  public Certificates(String commonName) {
    name = new X500Principal("CN=" + commonName + " " + RandomIds.letters(6));
    keys = newKeys();
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        builder(keys, name, now.minus(DAY), now.plus(DAY.multipliedBy(365)));
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    certificate = sign(builder);
  }

  public X509Certificate authority() {
    return certificate;
  }

  public String authorityPem() {
    return pem(certificate);
  }

  /** The pin of the authority's public key, as OkHttp writes it. */
  String authorityPin() {
    try {
      byte[] key = certificate.getPublicKey().getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "sha256/" + Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate for a server, which is valid now or was so until yesterday. */
  public Identity issue(List<String> hosts, boolean expired) {
    KeyPair serverKeys = newKeys();
    Instant end = expired ? Instant.now().minus(DAY) : Instant.now().plus(DAY.multipliedBy(365));
    JcaX509v3CertificateBuilder builder =
        builder(
            serverKeys,
            new X500Principal("CN=" + hosts.get(0)),
            Instant.now().minus(DAY.multipliedBy(10)),
            end);
    GeneralName[] names = hosts.stream().map(Certificates::generalName).toArray(GeneralName[]::new);
    try {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      X509Certificate signed = sign(builder);
      return new Identity(
          pem(signed), pem(privateKey(serverKeys)), keyManager(serverKeys.getPrivate(), signed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDK leaves the public key out, without which GnuTLS does not take a private one. */
  private static PemObject privateKey(KeyPair keys) throws IOException {
    SubjectPublicKeyInfo open = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    ECPrivateKey both =
        new ECPrivateKey(
            CURVE_BITS,
            ((java.security.interfaces.ECPrivateKey) keys.getPrivate()).getS(),
            open.getPublicKeyData(),
            open.getAlgorithm().getParameters());
    return new PemObject("PRIVATE KEY", new PrivateKeyInfo(open.getAlgorithm(), both).getEncoded());
  }

  /**
   * Vert.x would keep the key in a PKCS #12 store each time a server starts. Its encryption takes
   * most of the processor time of a test, and keeps nothing secret here.
   */
  private static X509KeyManager keyManager(PrivateKey key, X509Certificate certificate) {
    char[] password = "none".toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, password);
      store.setKeyEntry("server", key, password, new X509Certificate[] {certificate});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return (X509KeyManager) factory.getKeyManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName generalName(String host) {
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private JcaX509v3CertificateBuilder builder(
      KeyPair subjectKeys, X500Principal subject, Instant from, Instant to) {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(64, RANDOM).add(BigInteger.ONE),
            Date.from(from),
            Date.from(to),
            subject,
            subjectKeys.getPublic());
    try {
      // Python and others that check strictly want both key identifiers.
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(subjectKeys.getPublic()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
      return builder;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate sign(JcaX509v3CertificateBuilder builder) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      // Elliptic curves, because RSA keys would make every start a second slower.
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
