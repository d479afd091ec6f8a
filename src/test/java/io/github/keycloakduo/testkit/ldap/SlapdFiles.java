package io.github.keycloakduo.testkit.ldap;

import io.github.keycloakduo.simulator.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What slapd reads at its start. */
final class SlapdFiles {
  private final Path home;

  SlapdFiles(Path home) {
    this.home = home;
  }

  void write(Certificates authority, List<String> hosts) throws IOException {
    Certificates.Identity server = authority.issue(hosts, false);
    Files.writeString(home.resolve("ca.pem"), authority.authorityPem());
    Files.writeString(home.resolve("server.pem"), server.certificatePem());
    Files.writeString(home.resolve("server.key"), server.keyPem());
    Files.createDirectory(home.resolve("data"));
    Files.writeString(home.resolve("slapd.conf"), configuration());
  }

  private String configuration() {
    return """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/nis.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        moduleload memberof
        pidfile HOME/slapd.pid
        TLSCACertificateFile HOME/ca.pem
        TLSCertificateFile HOME/server.pem
        TLSCertificateKeyFile HOME/server.key

        database mdb
        suffix "SUFFIX"
        limits users size.soft=500 size.hard=500 size.prtotal=unlimited
        rootdn "ADMIN"
        rootpw PASSWORD
        directory HOME/data
        maxsize 268435456
        dbnosync
        index objectClass,uid,cn,member,uniqueMember,memberUid eq
        overlay memberof
        memberof-group-oc groupOfNames
        memberof-dangling ignore

        database monitor
        rootdn "ADMIN"
        """
        .replace("HOME", home.toString())
        .replace("SUFFIX", Slapd.SUFFIX)
        .replace("ADMIN", Slapd.ADMIN)
        .replace("PASSWORD", Slapd.PASSWORD);
  }
}
