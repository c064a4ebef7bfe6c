/**
 * The names of ports 0 to 1023, in the form services.ts reads.
 * Taken from what nmap 7.93 printed for its own machine; scripts/services.mjs writes this.
 */
export const upTo1023 = `
  1 tcpmux compressnet compressnet 5 rje 7 echo 9 discard 11 systat 13 daytime 15 netstat/ 17 qotd msp chargen
  ftp-data ftp ssh telnet priv-mail smtp rsftp/ nsw-fe 29 msg-icp 31 msg-auth 33 dsp 35 priv-print 37 time rap rlp 41
  graphics nameserver whois mpm-flags mpm mpm-snd ni-ftp auditd tacacs re-mail-ck la-maint xns-time domain xns-ch
  isi-gl xns-auth priv-term xns-mail priv-file 61 ni-mail acas via-ftp covia tacacs-ds sqlnet dhcps dhcpc tftp gopher
  netrjs-1 netrjs-2 netrjs-3 netrjs-4 priv-dial deos priv-rje vettcp finger http hosts2-ns xfer mit-ml-dev ctf
  mit-ml-dev mfcobol priv-term-l/ kerberos-sec su-mit-tg dnsix mit-dov npp dcp objcall supdup dixie swift-rvf
  linuxconf/tacnews metagram newacct/ hostname iso-tsap gppitnp acr-nema csnet-ns pop3pw/3com-tsmux rtelnet snagas
  pop2 pop3 rpcbind mcidas ident/auth audionews sftp ansanotify uucp-path sqlserv nntp cfdptkt erpc smakynet ntp
  ansatrader locus-map unitary locus-con gss-xlicen pwdgen cisco-fna cisco-tna cisco-sys statsrv ingres-net msrpc
  profile netbios-ns netbios-dgm netbios-ssn emfis-data emfis-cntl bl-idm imap news uaac iso-tp0 iso-ip cronus aed-512
  sql-net hems bftp sgmp netsc-prod netsc-dev sqlsrv knet-cmp pcmail-srv nss-routing sgmp-traps snmp snmptrap cmip-man
  cmip-agent/smip-agent xns-courier s-net namp rsvd send print-srv multiplex cl-1 xyplex-mux mailq vmnet genrad-mux
  xdmcp nextstep bgp ris unify audit ocbinder ocserver remote-kis kis aci mumps qft gacp/cacp prospero osu-nms srmp
  irc dn6-nlm-aud dn6-smm-red dls dls-mon smux src at-rtmp at-nbp at-3 at-echo at-5 at-zis at-7 at-8 tam z39.50 914c-g
  anet ipx vmpwscs softpc atls dbase mpp uarps imap3 fln-spx rsh-spx cdc masqdialer 242 direct sur-meas dayna link
  dsp3270 subntbcst_tftp bhfhs 256 fw1-secureremote/rap fw1-mc-fwmodule/set fw1-mc-gui/yak-chat esro-gen/firewall1-rdp
  openport nsiiops arcisdms hdap bgmp/fw1-or-bgmp maybe-fw1/x-bone-ctl sst td-service td-replica manet gist pt-tls/
  280 http-mgmt personal-link cableport-ax rescap corerjd 286 fxp k-block 308 novastorbakcup entrusttime bhmds
  asip-webadmin vslmp magenta-logic opalis-robot dpsi decauth zannet pkix-timestamp ptp-event ptp-general pip rtsps
  rpki-rtr/ rpki-rtr-tls/ 333 texar 344 pdap pawserv zserv fatserv csi-sgwp mftp matip-type-a matip-type-b dtag-ste-sb
  ndsauth bh611 datex-asn cloanto-net-1 bhevent shrinkwrap tenebris_nts scoi2odialog semantix srssend rsvp_tunnel
  aurora-cmgr dtk odmr mortgageware qbikgdp rpc2portmap codaauth2 clearcase ulistserv legent-1 legent-2 hassle nip
  tnETOS dsETOS is99c is99s hp-collector hp-managed-node hp-alarm-mgr arns ibm-app asa aurp unidata-ldm ldap uis
  synotics-relay synotics-broker dis embl-ndt netcp netware-ip mptn kryptolan iso-tsap-c2 work-sol ups genie decap
  nced ncld imsp timbuktu prm-sm prm-nm decladebug rmt synoptics-trap smsp infoseek bnet silverplatter onmux hyper-g
  ariel1 smpte ariel2 ariel3 opc-job-start opc-job-track icad-el smartsdp svrloc ocs_cmu ocs_amu utmpsd utmpcd iasd
  nnsp mobileip-agent mobilip-mn dna-cml comscm dsfgw dasp sgcp decvms-sysmgt cvc_hostd https snpp microsoft-ds
  ddm-rdb ddm-dfm ddm-ssl as-servermap tserver sfs-smp-net sfs-config creativeserver contentserver creativepartnr
  macon scohelp appleqtc ampr-rcmd skronk datasurfsrv datasurfsrvsec alpes kpasswd5 smtps digital-vrc mylex-mapd
  photuris rcp scx-proxy mondex ljk-login hybrid-pop tn-tl-w1/tn-tl-w2 tcpnethaspsrv tn-tl-fd1 ss7ns spsc iafserver
  loadsrv/iafdbase dvs/ph bgs-nsi/xlog ulpnet integra-sme powerburst sstats/avian saft gss-http nest-protocol
  micom-pfs go-login ticf-1 ticf-2 pov-ray intecourier pim-rp-disc retrospect siam iso-ill isakmp stmf mbap intrinsa
  citadel mailbox-lm ohimsrv crs xvttp snare fcp passgo exec/biff login/who shell/syslog printer videotex talk ntalk
  utime efs/route ripng ulp ibm-db2 ncp timed tempo stx custix irc courier conference netnews netwall mm-admin iiop
  opalis-rdv nmsp gdomap apertus-ldp uucp uucp-rlogin commerce klogin kshell ekshell/appleqtcsrvr dhcpv6-client
  dhcpv6-server afp idfp new-rwho cybercash deviceshare pirp rtsp dsf remotefs openvms-sysipc sdnskmp teedtap rmonitor
  monitor chshell snews 9pfs whoami streettalk banyan-rpc ms-shuttle ms-rome meter umeter sonar banyan-vip ftp-agent
  vemmi ipcd vnas ipdd decbsrv sntp-heartbeat bdp scc-security philips-vc keyserver imap4-ssl password-chg submission
  cal eyelink tns-cml http-alt eudora-set http-rpc-epmap tpip cab-protocol smsd ptcnameservice sco-websrvrmg3 acp
  ipcserver syslog-conn xmlrpc-beep mnotes/idxp tunnel soap-beep urm nqs sift-uft npmp-trap npmp-local npmp-gui
  hmmp-ind hmmp-op sshell sco-inetmgr sco-sysmgr sco-dtmgr dei-icda compaq-evm sco-websrvrmgr escp-ip collaborator
  oob-ws-http/asf-rmcp cryptoadmin apple-xsrvr-admin/dec_dlm apple-imap-admin/serialnumberd passgo-tivoli qmqp
  3com-amp3 rda ipp bmpp servstat ginad rlzdbase/mount ldapssl/ldaps lanserver mcns-sec msdp entrust-sps/pcnfs repcmd
  esro-emsdp sanity dwr pssc ldp dhcp-failover rrp cadview-3d obex/bwnfs ieee-mms hello-port repscmd aodv tinc spmp
  rmc tenfold 660 mac-srvr-admin hap pftp purenoise secure-aux-bus sun-dr doom disclose mecomm meregister vacdsm-sws
  vacdsm-app vpps-qua cimplex acap dctp vpps-via vpp ggf-ncp mrm entrust-aaas entrust-aams xfr corba-iiop
  corba-iiop-ssl mdc-portmapper hcp-wismar asipregistry realm-rusd nmap vatp resvc/msexch-routing hyperwave-isp
  connendp ha-cluster ieee-mms-ssl rushd uuidgen olsr accessnetwork epp lmp iris-beep 704 elcsd agentx silc
  borland-dsj 709 entrustmanager entrust-ash cisco-tdp tbrpf iris-xpc iris-xpcs iris-lwz pana 723 omfs/ 729 netviewdm1
  netviewdm2 netviewdm3 737 /sometimes-rpc2 740 netcp netgw netrcs 744 flexlm 747 fujitsu-dev ris-cm kerberos-adm
  kerberos kadmin qrh rrh krb_prop/tell 758 nlogin con krbupdate/ns kpasswd/rxe quotad cycleserv omserv webster 767
  phonebook 769 vid cadlock rtip cycleserv2 submit/notify rpasswd/acmaint_dbd entomb/acmaint_transd wpages
  multiling-http 780 wpgs hp-collector hp-managed-node spamassassin/ 786 concert qsc/ 799 controlit/ mdbs_daemon
  device mbap-s/ 808 ccproxy-http/ 810 fcp-udp 828 itm-mcell-s pkix-3-ca-ra netconf-ssh netconf-beep netconfsoaphttp
  netconfsoapbeep 847 dhcp-failover2 gdoi 853 domain-s/ dlep/ 860 iscsi owamp-control twamp-control 871 supfilesrv/
  873 rsync 886 iclcnet-locate iclcnet_svinfo accessbuilder 898 sun-manageconsole/ 900 omginitialrefs
  samba-swat/smpnameres iss-realsecure/ideafarm-door iss-console-mgr/ideafarm-panic 910 kink xact-backup apex-mesh
  apex-edge 950 oftep-rpc/ 953 rndc/ 975 securenetpro-sensor/ 989 ftps-data ftps nas telnets imaps ircs pop3s
  xtreelic/vsinet maitrd busboy/puparp garcon/applix cadlock/ock webpush/ windows-icfw/ 1008 ufsd 1010 surf 1012
  /sometimes-rpc1 1021 exp1 exp2 netvenuechat/
`;
