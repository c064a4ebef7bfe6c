/**
 * The names of ports 4000 to 65535, in the form services.ts reads.
 * Taken from what nmap 7.93 printed for its own machine; scripts/services.mjs writes this.
 */
export const upTo65535 = `
  4000 remoteanything/icq newoak mlchat-proxy/pxc-spvr-ft pxc-splr-ft pxc-roid pxc-pin pxc-spvr pxc-splr netcheque
  chimera-hwm samsung-unidex altserviceboot pda-gate acl-manager taiclock talarian-mcast1 talarian-mcast2
  talarian-mcast3 talarian-mcast4 talarian-mcast5 trap nexus-portal dnox esnm-zoning tnp1-port partimage as-debug bxp
  dtserver-port ip-qsig jdmn-port suucp vrts-auth-port sanavigator ubxd wap-push-http wap-push-https ravehd fazzt-ptp
  fazzt-admin yo-main houston ldxp nirp ltp lockd acp-proto ctp-state 4049 wafs cisco-wafs cppdp interact ccu-comm-1
  ccu-comm-2 ccu-comm-3 lms wfm kingfisher dlms-cosem dsmeter_iatc ice-location ice-slocation ice-router ice-srouter
  avanti_cdp pmas idp ipfltbcst minger tripe aibkup zieto-sock iRAPP cequint-cityid perimlan seraph ascomalarm cssp/
  santools lorica-in lorica-in-sec lorica-out lorica-out-sec fortisphere-vm ezmessagesrv/ ftsync applusservice/ npsp/
  opencore omasgport ewinstaller ewdgs pvxpluscs sysrqd xtgui bre patrolview drmsfsd dpcp igo-incognito brlp-0 brlp-1
  brlp-2 brlp-3 shofarplayer synchronite j-ac accel izm g2tag xgrid apple-vpns-rp aipn-reg jomamqmonitor cds
  smartcard-tls hillrserv netscript assuria-slm minirem/ e-builder fprams z-wave tigv2 rww/opsview-envoy ddrepl
  unikeypro nufw nuauth fronet stars nuts_dem nuts_bootp nifty-hmi cl-db-attach cl-db-request cl-db-remote nettest
  thrtx cedros_fds oirtgsvc oidocsvc oidsr wincim/ vvr-control tgcconnect vrxpservman hhb-handheld agslb
  PowerAlert-nsa menandmice_noh idig_mux mbl-battd atlinks bzr stat-results stat-scanner stat-cc nss jini-discovery
  omscontact omstopology silverpeakpeer silverpeakcomm altcp joost ddgn pslicser iadt/iadt-disc d-cinema-csp/
  ml-svnet/ pcoip mma-discovery/ smcluster/ bccp/ tl-ipcproxy/ wello storman MaxumSP httpx macbak pcptcpservice gmmp
  universe_suite wcpp boxbackupstore/ csc_proxy/ vatata pcep/ sieve/ dsmipv6 azeti/azeti-bd pvxplusio/ spdm/ aws-wsp/
  4197 hctl/ 4199 eims-admin vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use xtell/vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use vrml-multi-use
  vrml-multi-use vrml-multi-use vrml-multi-use corelccam d-data d-data-control srcp owserver batman pinghgl
  visicron-vs compx-lockview dserver mirrtex p6ssmc/ pscl-mgt/ perrla/ choiceview-agt/ 4316 choiceview-clt/
  opentelemetry/ 4319 fox-skytale/ fdt-rcatp rwhois trim-event trim-ice balour geognosisman geognosis jaxer-web
  jaxer-manager publiqare-sync/ dey-sapi/ ktickets-rest/ getty-focus/ msql/ netconf-ch-ssh/ netconf-ch-tls/
  restconf-ch-tls/ 4340 gaia lisp-data lisp-cons/lisp-control unicall vinainstall m4-network-as elanlm lansurveyor
  itose fsportmap net-device plcy-net-svcs pjlink f5-iquery qsnet-trans qsnet-workst qsnet-assist qsnet-cond
  qsnet-nucl omabcastltkm matrix_vnet/ nacnl afore-vdp-disc/ 4366 shadowstream/ 4368 wxbrief epmd elpro_tunnel
  l2c-control/l2c-disc l2c-data remctl psi-ptt/ tolteces bip cp-spxsvr cp-spxdpy ctdb 4389 xandros-cms wiegand
  apwi-imserver/ apwi-rxserver/ apwi-rxspooler/ apwi-disc omnivisionesx fly/ 4400 ds-srv ds-srvr ds-clnt ds-user
  ds-admin ds-mail ds-slp nacagent/ slscc/ netcabinet-com/ itwo-server/ found/ smallchat/ avi-nms/ updog/ brcd-vr-req/
  pjj-player/ workflowdir/ axysbridge/ cbp/ nvm-express/ scaleft/ tsepisp/ thingkit/ 4425 netrockey6 beacon-port-2
  drizzle/ omviserver/ omviagent/ rsqlserver wspipe/ l-acoustics/ vop/ 4441 netblox saris pharos krb524 upnotifyp
  n1-fwp n1-rmgmt asc-slmd privatewire camp ctisystemmsg ctiprogramload nssalertmgr nssagentmgr prchat-user
  prchat-server prRegister mcp 4460 ntske/ 4480 proxy-plus/ 4484 hpssmgmt assyst-dr/ icms prex-tcp/ awacs-ice 4500
  sae-urn/nat-t-ike 4502 a25-fap-fgw/ 4534 armagetronad/ ehs ehs-ssl wssauthsvc swx-gate 4545 worldscores sf-lm
  lanner-lm synchromesh aegate gds-adppiw-db ieee-mih menandmice-mon icshostsvc/ msfrs rsip
  dtn-bundle-tcp/dtn-bundle-udp fax/mtcevrunqss mtcevrunqman hylafax 4563 amahi-anywhere/ 4566 kwtc tram bmc-reporting
  iax deploymentmap/ 4573 cardifftec-back/ 4590 rid/ l3t-at-an hrpd-ith-at-an ipt-anri-anri ias-session ias-paging
  ias-neighbor a21-an-1xbs a16-an-an a17-an-an piranha1 piranha2 mtsserver/ menandmice-upg/ irp/ sixchat/ sixid/ 4621
  ventoso/ 4646 dots-signal/ 4658 playsta2-app playsta2-lob mosmig/smaclmgr kar2ouche edonkey/oms noteit ems
  contclientms eportcomm/edonkey mmacomm mmaeds eportcommdata light acter rfa cxws appiq-mgmt dhct-status dhct-alerts
  bcs traversal mgesupervision mgemanagement parliant finisar spike rfid-rp1 autopac msp-os nst mobile-p2p
  altovacentral prelude mtn conspiracy 4700 netxms-agent netxms-mgmt netxms-sync npqes-test/ assuria-ins/ 4711
  trinity-dist/ 4713 pulseaudio/ 4725 truckstar a26-fap-fgw fcis/fcis-disc capmux gsmtap gearman remcap/ ohmtrigger
  resorcs/ 4737 ipdr-sp solera-lpn ipfix ipfixs lumimgrd sicct/sicct-sdp openhpid ifsp fmp intelliadm-disc/
  buschtrommel/ 4749 profilemac ssad spocp snap simon/ gre-in-udp/ gre-udp-dtls/ RDCenter/ 4774 converge/ 4784
  bfd-multi-ctl cncp smart-install/ sia-ctrl-plane/ xmcp/ vxlan/ vxlan-gpe/ roce/ unified-bus/ 4800 iims iwec ilss
  notateit/notateit-disc aja-ntv4-disc 4827 htcp/squid-htcp 4837 varadero-0 varadero-1 varadero-2 opcua-tcp/opcua-udp
  quosa gw-asv opcua-tls gw-log wcr-remlib contamac_icm wfc appserv-http appserv-https sun-as-nodeagt derby-repli 4867
  unify-debug phrelay phrelaydbg cc-tracking wired 4876 tritium-can/ lmcs/ inst-discovery/ wsdl-event/ hislip/ socp-t
  socp-c wmlserver/ hivestor abbs 4888 xcap-portal/ xcap-control/ 4894 lyskom 4899 radmin/radmin-port hfcs flr_agent/
  magiccontrol/ 4912 lutap/ lutcp/ bones frcs/ 4936 an-signaling/ atsc-mh-ssc 4940 eq-office-4940 eq-office-4941
  eq-office-4942 4949 munin sybasesrvmon pwgwims sagxtsds dbsyncarbiter/ 4969 ccss-qmm ccss-qsm burp/ 4980 ctxs-vpp/
  4984 webyast/ gerhcs/ mrip maybe-veritas/smar-se-port1 smar-se-port2 parallel busycal vrt 4998 maybe-veritas/
  hfcs-manager upnp commplex-link rfe filemaker avt-profile-1 avt-profile-2 wsm-server wsm-server-ssl synapsis-edge
  airport-admin/winfs telelpathstart telelpathattack nsp fmpro-v6 onpsocket fmwp/ 5020 zenginkyo-1 zenginkyo-2 mice
  htuilsrv scpi-telnet scpi-raw strexec-d strexec-s qvr/ infobright surfpass dmp signacert-agent/ jtnetd-server/
  jtnetd-status/ 5042 asnaacceler8db swxadmin lxi-evntsvc osp/ vpm-udp iscape texai/ ivocalize mmcc
  ida-agent/ita-agent ita-manager rlm/ rlm-admin/ unot intecom-ps1 intecom-ps2 locus-disc sds sip sip-tls na-localise
  csrpc/ ca-1 ca-2 stanag-5066 authentx bitforestsrv/ i-net-2000-npr vtsas powerschool ayiya tag-pm alesquery
  pvaccess/ 5078 pixelpusher/ cp-spxrpts onscreen sdl-ets qcp qfp llrp encrypted-llrp aprigo-cs/ biotic/ 5092 magpie
  sentinel-lm hart-ip 5099 sentlm-srv2srv admd/socalia admdog/talarian-udp admeng/oms-nonsecure actifio-c2c/
  tinymessage hughes-ap actifioudsagent/ actifioreplic/ 5111 taep-as-svc pm-cmdsvr 5114 ev-services/ autobuild/
  emb-proj-cmd gradecam/ 5120 barracuda-bbs/ 5133 nbt-pc ppactivation/ erp-scale/ minotaur-sa ctsd 5145
  rmonitor_secure social-alarm/ 5150 atmp esri_sde sde-discovery toruxserver/ bzflag asctrl-agent rugameonline/
  mediat/ 5161 snmpssh/ snmpssh-trap/ sbackup/ vpa/vpa-disc ife_icorp winpcs scte104 scte30 5172 pcoip-mgmt/ 5190 aol
  aol-1 aol-2 aol-3 cpscomm/ ampl-lic/ ampl-tableproxy/ tunstall-lwp/ 5200 targus-getdata targus-getdata1
  targus-getdata2 targus-getdata3 5209 nomad/ 5215 noteza/ 5221 3exmp/ xmpp-client hpvirtgrp hpvirtctrl hp-server
  hp-status perfd hpvroom/ jaxflow/ jaxflow-data/ crusecontrol/ sgi-dgl/ enfs/ eenet galaxy-network padl2sim
  mnet-discovery 5242 attune/ xycstatus/ 5245 downtools/downtools-disc capwap-control capwap-data caacws caaclang2
  soagateway caevms movaz-ssc kpdp/ logcabin/ 5264 3com-njack-1 3com-njack-2 5269 xmpp-server xmp cuelink/cuelink-disc
  pk 5280 xmpp-bosh/ undo-lm/ transmit-port 5298 presence nlg-data hacl-hb hacl-gs hacl-cfg hacl-probe hacl-local
  hacl-test sun-mc-grp sco-aip cfengine jprinter outlaws 5312 permabit-cs rrdp opalis-rbt-ipc hacl-poll hpdevms
  hpdevms/ pkix-cmc/ 5320 bsfserver-zn/ bsfsvr-zn-ssl/ 5343 kfserver xkotodrcp 5349 stuns nat-pmp-status nat-pmp
  dns-llq mdns/zeroconf mdnsresponder llmnr ms-smlbiz wsdapi wsdapi-s ms-alerter ms-sideshow ms-s-sideshow serverwsd2
  net-projection kdnet/ 5397 stresstester elektron-admin securitychase pcduo-old/excerpt excerpts mftp hpoms-ci-lstn
  hpoms-dps-lstn pcduo/netsupport systemics-sox foresyte-clear foresyte-sec salient-dtasrv salient-usrmgr actnet
  continuus wwiotalk statusd ns-server sns-gateway sns-agent mcntp dj-ice cylink-c netsupport2 salient-mux virtualuser
  beyond-remote br-channel devbasic sco-peer-tta telaconsole/omid base radec-corp park-agent postgresql pyrrho
  sgi-arrayd sceanics pmip6-cntl pmip6-data 5443 spss 5445 smbdirect/ 5450 tiepie/ 5453 surebox apc-5454 apc-5455
  apc-5456 5461 silkmeter ttl-publisher ttlpriceproxy quailnet netops-broker 5470 apsolab-col/ apsolab-cols/
  apsolab-tag/ apsolab-tags/ apsolab-rpc/ apsolab-data/ 5490 connect-proxy/ 5500 hotline/securid fcp-addr-srvr2
  fcp-srvr-inst1 fcp-srvr-inst2 fcp-cics-gw1 checkoutdb amc psl-management/ 5510 secureidprop/ 5520 sdlog/ 5530
  sdserv/ 5540 sdreport/sdxauthd 5550 sdadmind/ 5553 sgi-eventmond sgi-esphttp freeciv/rplay freeciv farenet/ 5560
  isqlplus/ 5565 hpe-dp-bura/ westec-connect/ m-oap sdt rdmnet-ctrl/ 5573 sdmmp lsi-bobcat/ ora-oap/ 5579 fdtracks/
  tmosms0 tmosms1 fac-restore tmo-icon-sync bis-web bis-sync att-mt-sms/ 5597 ininmessaging mctfeed esinstall
  esmmanager esmagent a1-msc a1-bs a3-sdunode a4-sdunode 5618 efr/ 5627 ninaf htrust symantec-sfdb precise-comm
  pcanywheredata pcanywherestat beorl xprtld sfmsso/ sfm-db-server/ cssc/ flcrs/ ics/ 5646 vfmobile/ 5666 nrpe/ 5670
  filemq/ amqps amqp jms hyperscsi-port v5ua raadmin questdb2-lnchr rrac activesync/dccm canna/auriga-router ncxcp
  brightcore coap coaps 5687 gog-multiplayer/ ggz qmvideo 5693 rbsystem/ 5696 kmip/ 5700 supportassist/ 5705
  storageos/ 5713 proshareaudio prosharevideo prosharedata prosharerequest prosharenotify dpm dpm-agent ms-licensing
  dtpt msdfsr omhs omsdk ms-ilm/ ms-ilm-sts/ asgenf/ io-dist-data/io-dist-group openmail unieng 5741 ida-discover1
  ida-discover2 watchdoc-pod watchdoc fcopy-server fcopys-server tunatic tunalyzer 5750 rscd 5755 openmailg 5757
  x500ms 5766 openmailns s-openmail openmailpxy spramsca spramsd netagent 5777 dali-port 5780 vts-rpc/ 3par-evts
  3par-mgmt 3par-mgmt-ssl ibar 3par-rcopy cisco-redu waascluster/ 5793 xtreamx spdp 5798 enlabel-dpl/ 5800 vnc-http/
  vnc-http-1/ vnc-http-2/ vnc-http-3/ 5813 icmpd spt-automation 5820 autopassdaemon/ 5841 shiprush-d-ch/ reversion/
  5859 wherehoo 5863 ppsuitemsg 5868 diameters/ 5883 jute/ 5900 vnc/rfb vnc-1/ vnc-2/ vnc-3/ ag-swim/ asmgcs/ rpas-c2/
  dsd/ ipsma/ agma/ cm cpdlc fis ads-c 5938 teamviewer/ 5963 indy 5968 mppolicy-v5 mppolicy-mgr 5977 ncd-pref-tcp/
  ncd-diag-tcp/ ncd-conf-tcp/ 5984 couchdb wsman wsmans wbem-rmi wbem-http wbem-https wbem-exp-https nuxsl
  consul-insight cim-rs/ rms-agent/ 5997 ncd-pref/ ncd-diag/ ncd-conf/cvsup X11 X11:1 X11:2 X11:3 X11:4 X11:5 X11:6
  X11:7 X11:8 X11:9 x11 x11 x11 x11 x11 x11 x11 xmail-ctrl/x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11
  x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 x11 arcserve/x11 x11 x11 x11 x11 x11 x11 x11 x11
  X11:59 x11 x11 x11 x11 ndl-ahp-svc winpharaoh ewctsp 6068 gsmp trip messageasap ssdtp diagnose-proc directplay8 max
  dpm-acm/ msft-dpm-cert/ iconstructsrv/ 6080 gue/ geneve/ p25cai/ miami-bcast/ p2p-sip/ konspire2b pdtp ldss doglms/
  6099 raxa-mgmt/ synchronet-db backupexec/synchronet-rtc synchronet-upd RETS-or-BackupExec/rets dbdb
  isdninfo/primaserver isdninfo/mpsserver etc-control sercomm-scadmin globecast-id softcm spc dtspc/dtspcd
  dayliteserver/ wrspice/ xic/ xtlserv/ daylitetouch/ tipc/ 6121 spdy/ bex-webadmin backup-express pnbs 6130
  damewaremobgtwy/ 6133 nbt-wol 6140 pulsonixnls meta-corp aspentec-lm watershed-lm statsci1-lm statsci2-lm
  lonewolf-lm montage-lm ricardo-lm tal-pod 6159 efb-aci/ ecmp/ patrol-ism patrol-coll pscribe 6200 lm-x thermo-calc/
  6209 qmtps/ 6222 radmind 6241 jeol-nsdtp-1/jeol-nsddp-1 jeol-nsdtp-2/jeol-nsddp-2 jeol-nsdtp-3/jeol-nsddp-3
  jeol-nsdtp-4/jeol-nsddp-4 6251 tl1-raw-ssl tl1-ssh crip 6267 gld/ grid grid-alt 6300 bmc-grx bmc_ctd_ldap 6306 ufmp
  6315 scup/scup-disc abb-escp nav-data-cmd/ 6320 repsvc emp-server1 emp-server2 6324 hrd-ncs/ dt-mgmtsvc/ dt-vra/
  6343 sflow streletz/ 6346 gnutella gnutella2 6350 adap 6355 pmcs 6360 metaedit-mu 6363 ndn/ 6370 metaedit-se 6379
  redis/ 6382 metatude-mds 6389 clariion-evr01 metaedit-ws 6400 crystalreports/boe-cms crystalenterprise/boe-was
  boe-eventsrv boe-cachesvr boe-filesvr boe-pagesvr boe-processsvr boe-resssvr1 boe-resssvr2 boe-resssvr3 boe-resssvr4
  6417 faxcomservice syserverremote/ svdrp/ nim-vdrshell nim-wan 6432 pgbouncer/ 6440 heliosd/ 6442 tarp/ sun-sr-https
  sge_qmaster sge_execd mysql-proxy 6455 skip-cert-recv/ skip-cert-send 6464 ieee11073-20701/ 6471 lvision-lm 6480
  sun-sr-http servicetags ldoms-mgmt SunVTS-RMI sun-sr-jms sun-sr-iiop sun-sr-iiops sun-sr-iiop-aut sun-sr-jmx
  sun-sr-admin 6500 boks boks_servc netop-rc boks_clntd 6505 badm_priv badm_pub bdir_priv bdir_pub mgcs-mfp-port
  mcer-port dccp-udp/ 6513 netconf-tls/ syslog-tls elipse-rec 6543 mythtv/lds-distrib mythtv/lds-dump 6547
  powerchuteplus/apc-6547 powerchuteplus/apc-6548 apc-6549/powerchuteplus fg-sysupdate sum 6556 checkmk-agent/ 6558
  xdsxdm 6566 sane-port esp canit_store/rp-reputation 6579 affiliate parsec-master parsec-peer parsec-game
  joaJewelSuite 6588 analogx/ 6600 mshvlm/ mstmg-sstp/ wsscomfrmwk/ 6619 odette-ftps kftp-data kftp mcftp ktelnet
  datascaler-db/ datascaler-ctl/ wago-service nexgen afesc-mc nexgen-aux/ 6632 mxodbc-connect/ cisco-vpath-tun/
  mpls-pm/ mpls-udp/ mpls-udp-dtls/ 6640 ovsdb/ 6653 openflow/ 6655 pcs-sf-ui-man/ emgmsg/ palcom-disc 6662 radmind/
  6665 irc/ircu irc/ircu irc/ircu irc/ircu irc/ircu irc/vocaltec-gold p4p-portal vision_server vision_elmd 6678 vfbp/
  osaut/ 6687 clever-ctrace/ clever-tcpip/ tsa cleverdetect/ 6696 babel/ ircs-u/babel 6699 napster/ carracho/
  carracho/kti-icad-srvr e-design-net e-design-web 6714 ibprotocol fibotrader-com princity-agent/ 6767 bmc-perf-agent
  bmc-perf-mgrd adi-gxp-srvprt plysrv-http plysrv-https 6777 ntz-tracker/ ntz-p2p-storage/ 6784 bfd-lag/ dgpf-exchg
  smc-jmx smc-admin smc-http ibm-db2-admin/smc-https hnmp hnm 6801 acnet 6817 pentbox-sim/ 6831 ambit-lm 6841
  netmo-default netmo-http 6850 iccrushmore 6868 acctopus-cc/acctopus-st 6881 bittorrent-tracker/ 6888 muse 6900
  rtimeviewer/ jetstream/ 6924 split-ping/ 6935 ethoscan/ xsmsvc 6946 bioserver 6951 otlp 6961 jmact3 jmevt2 swismgr1
  swismgr2 swistrap swispol 6969 acmsoda conductor/ 6980 qolyester/ 6997 MobilitySrv iatp-highpri iatp-normalpri
  afs3-fileserver afs3-callback afs3-prserver afs3-vlserver afs3-kaserver afs3-volser afs3-errors afs3-bos afs3-update
  afs3-rmtsys ups-onlinet talon-disc talon-engine microtalon-dis microtalon-com talon-webserver spg/ grasp/ fisa-svc/
  doceri-ctl/ dpserve dpserveadmin ctdp ct2nmcs vmsvc vmsvc-2 loreji-panel/ 7030 op-probe iposplanet/ 7040 quest-disc/
  7070 realserver/arcp iwg1 iba-cfg/ martalk/ 7080 empowerid 7088 zixi-transport/ 7095 jdp-disc/ 7099 lazy-ptop
  font-service elcn 7107 aes-x170/ 7117 rothaga/ 7121 virprot-lm 7123 snif/ 7128 scenidm scenccs 7161 cabsm-comm
  caistoragemgr cacsambroker fsr doc-server aruba-server casrmagent/ cnckadserver/ ccag-pib nsrp drm-production
  metalbend/ zsecure/ clutild 7181 janus-disc/ 7200 fodms dlip pon-ictp/ 7215 PS-Server/ PS-Capture-Pro/ 7227 ramp
  citrixupp/ citrixuppg/ 7234 asa-gateways/ aspcoordination/ display/ pads/ 7244 frc-hicp/ 7262 cnap 7272 watchme-7272
  openmanage/oma-rlp oma-rlp-s oma-ulp oma-ilp oma-ilp-s oma-dcdocbs ctxlic itactionserver1 itactionserver2
  mzca-action/mzca-alert genstat/ 7300 swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx
  swx swx swx swx swx swx icb/swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx swx
  swx swx swx swx swx swx swx swx swx swx swx swx 7365 lcm-server 7391 mindfilesys mrssrendezvous nfoldman fse
  winqedit 7397 hexarc 7400 rtps-discovery rtps-dd-ut rtps-dd-mt 7410 ionixnetmon daqstream/ 7420 ipluminary/
  mtportmon 7426 pmdmgr oveadmgr ovladmgr opi-sock xmpv7 pmd 7437 faximum 7443 oracleas-https 7464 pythonds/ 7471
  sttunnel/ 7473 rise neo4j/ 7478 openit/ 7491 telops-lmd 7500 silhouette ovbus 7508 adcp/ acplt/ ovhpas pafec-lm 7542
  saratoga atul nta-ds nta-us cfs cwmp tidp nls-tl cloudsignaling/ controlone-con/ 7560 sncp 7563 cfw/ 7566 vsi-omega
  7569 dell-eql-asm/ aries-kfinder 7574 coherence/ 7588 sun-lm 7597 qaz/ 7606 mipi-debug/ 7624 indi 7626 simco/
  soap-http zen-pawn xdas hawk/ tesla-sys-msg/ 7633 pmdfmgt hddtemp/ 7648 cuseeme/cucme-1 /cucme-2 /cucme-3 /cucme-4
  7663 rome/ 7672 imqstomp/ imqstomps/ imqtunnels imqtunnel imqbrokerd sun-user-https 7680 pando-pub 7683 dmt/ 7687
  bolt/ 7689 collaber sovd/ 7697 klio 7700 em7-secom/ nfapi/ 7707 sync-em7 scinet 7720 medimageportal 7724
  nsdeepfreezectl nitrogen freezexservice trident-data osvr/ 7734 smip 7738 aiagent 7741 scriptview msss/ sstp-1
  raqmon-pdu 7747 prgp 7775 inetfs/ 7777 cbt interwise vstat 7781 accu-lmgr 7784 s-bfd/ 7786 minivend popup-reminders
  7789 office-tools 7794 q3ade 7797 pnet-conn pnet-enc altbsdp asr ssp-client vns-tp/ 7810 rbt-wanopt 7845 apc-7845
  apc-7846 csoauth/ 7869 mobileanalyzer/ rbt-smc/ mdm/ mipv6tls/ 7878 owms/ 7880 pss 7887 ubroker 7900 mevent tnos-sp
  tnos-dp tnos-dps 7913 qo-secure 7932 t2-drm t2-brm 7937 nsrexecd/ lgtomapper/ 7962 generalsync/ 7967 supercell 7979
  micromuse-ncps quest-vista sossd-collect/ sossd-agent/sossd-disc 7997 pushns/ usicontentpush irdmi2 http-alt/irdmi
  vcom-tunnel teradataordbms mcreport p2pevolvenet/ mxi wpl-analytics/ ajp12/ http/http-alt ajp13/ xmpp/ 8015
  cfg-cloud/ ads-s/ cisco-cloudsec/ 8019 qbdb intu-ec-svcdisc ftp-proxy/intu-ec-client oa-system arca-api/ 8025
  ca-audit-da ca-audit-ds papachi-p2p-srv/ 8032 pro-ed mindprint vantronix-mgmt 8040 ampify enguity-xccetp/ fs-agent/
  fs-server/ fs-mgmt/ 8051 rocrail/ senomix01 senomix02 senomix03 senomix04 senomix05 senomix06 senomix07 senomix08
  aero/ 8066 toad-bi-appsrvr/ infi-async/ 8070 ucs-isc/ 8074 gadugadu 8076 slnp/ mles/ 8080 http-proxy/http-alt
  blackice-icecap/sunproxyadmin blackice-alerts/us-cli us-srv websnp/ 8086 d-s-n simplifymedia radan-http 8090
  opsmessaging/ jamlink/ 8097 sac 8100 xprint-server ldoms-migr/ kz-migr/ 8111 skynetflow/ 8115 mtl8000-matrix
  cp-cluster purityrpc/ privoxy 8121 apollo-data apollo-admin polipo/ 8128 paycash-online paycash-wbp indigo-vrmi
  indigo-vbcp dbabble 8140 puppet/ 8148 isdd eor-game/ 8153 quantastor/ 8160 patrol patrol-snmp lpar2rrd/ 8181
  intermapper/ vmware-fdm proremote/ itach 8190 gcp-rphy/ limnerpressure/ sophos sophos sophos blp2 8199 vvr-data
  trivnet1 trivnet2 aesop/ 8204 lm-perfworks lm-instmgr lm-dta lm-sserver lm-webwatcher 8211 aruba-papi/ 8230 rexecj
  hncp-udp-port/ hncp-dtls-port/ 8243 synapse-nhttps 8266 espeasy-p2p/ 8270 robot-remote/ 8276 pando-sec 8280
  synapse-nhttp 8282 libelle/ 8292 blp3 hiperscan-id/ blp4 8300 tmi amberon 8313 hub-open-net/ 8320 tnp-discover tnp
  garmin-marine/ 8333 bitcoin/ 8351 server-find 8376 cruise-enum cruise-swroute cruise-config cruise-diags
  cruise-update 8383 m2mservices marathontp/ 8400 cvd sabarsd abarsd admind svcloud/ svbackup/ 8415 dlpx-sp/ espeech
  espeech-rtp 8423 aritts/ 8432 pgbackrest/ 8442 cybro-a-bus https-alt/pcsync-https pcsync-http copy/ 8450 npmp 8457
  nexentamv/ 8470 cisco-avp/ pim-port otv vp2p noteshare 8500 fmtp cmtp-mgt/ ftnmtp/ lsp-self-ping/ 8554 rtsp-alt
  d-fence 8567 oap-admin 8600 asterix 8609 canon-cpp-disc/ canon-mfnp canon-bjnp1 canon-bjnp2 canon-bjnp3 canon-bjnp4
  imink/ 8665 monetra/ monetra-admin/ 8675 msi-cps-rm/ 8686 sun-as-jmxrmi 8688 openremote-ctrl/ 8699 vnyx 8710
  semi-grpc/ nvc/ 8732 dtp-net ibus 8750 dey-keyneg/ 8763 mc-appserver openqueue ultraseek-http amcs/ core-of-source/
  sandpolis/ oktaauthenticat/ apple-iphoto/dpap 8778 uec/ 8786 msgclnt msgsrvr 8793 acd-pm/ 8800 sunwebadmin 8804
  truecm pfcp/ 8807 hes-clip/ ssports-bcast/ 3gpp-monp/ 8834 nessus-xmlrpc/ 8873 dxspider 8880 cddbp-alt galaxy4d/
  8883 secure-mqtt 8888 sun-answerbook/ddi-udp-1 ddi-tcp-2/ddi-udp-2 ddi-tcp-3/ddi-udp-3 ddi-tcp-4/ddi-udp-4
  seosload/ddi-udp-5 ddi-tcp-6/ddi-udp-6 ddi-tcp-7/ddi-udp-7 8899 ospf-lite jmb-cds1 jmb-cds2 8908 dpp/ 8910
  manyone-http manyone-xml wcbackup dragonfly 8937 twds/ 8953 ub-dns-control/ cumulus-admin 8980 nod-provider/
  nod-client/ 8989 sunwebadmins http-wmap https-wmap 8997 oracle-ms-ens/ canto-roboflow/ bctp cslistener
  tor-orport/etlservicemgr dynamid 9005 golem/ 9007 ogs-client ogs-server/ pichat sdr/ d-star/ 9020 tambora
  panagolin-ident paragent swa-1 swa-2 swa-3 swa-4 9040 tor-trans/ 9050 tor-socks/ tor-control/ 9060 CardWeb-IO/ 9080
  glrpc cisco-aqos/ 9083 emc-pp-mgmtsvc/ aurora ibm-rsyscon net2display classic sqlexec sqlexec-ssl zeus-admin/websm
  xmltec-xmlmail XmlIpcRegSvc copycat/ 9100 jetdirect/hp-pdl-datastr jetdirect/bacula-dir jetdirect/bacula-fd
  jetdirect/bacula-sd jetdirect/peerwire jetdirect/xadmin jetdirect/astergate-disc jetdirect/ 9111 DragonIDSConsole/
  9119 mxit 9122 grcmp/ grcp/ 9131 dddp 9152 ms-sql2000/ 9160 apani1 apani2 apani3 apani4 apani5 9191 sun-as-jpda 9200
  wap-wsp wap-wsp-wtp wap-wsp-s wap-wsp-wtp-s wap-vcard wap-vcal wap-vcard-s wap-vcal-s rjcdb-vcards almobile-system
  oma-mlp oma-mlp-s serverviewdbms serverstart ipdcesgbs insis acme fsc-port 9222 teamcoherence 9255 mon 9277
  traingpsdata/ pegasus pegasus-ctl pgps swtp-port1 swtp-port2 callwaveiam visd n2h2server n2receive/ cumulus 9292
  armtechdaemon storview armcenterhttp armcenterhttps 9300 vrace 9306 sphinxql/ 9310 sapms/ 9312 sphinxapi/ 9318
  secure-ts 9321 guibase 9333 litecoin/ 9339 gnmi-gnoi/ gribi/ 9343 mpidcmgr mphlpdmc rancher/ ctechlicensing 9374
  fjdmimgr 9380 boxp 9387 d2dconfig/ d2ddatatrans/ adws/ otp/ 9396 fjinvmgr mpidcagt 9400 sec-t4net-srv sec-t4net-clt
  sec-pc2fax-srv 9418 git 9443 tungsten-https wso2esb-console mindarray-ca/ 9450 sntlkeyssrvr 9500 ismserver 9522
  sma-spw/ 9535 man laes-bf 9555 trispen-sra 9559 p4runtime/ 9592 ldgateway cba8 msgsys pds mercury-disc pd-admin vscp
  robix micromuse-ncpw 9612 streamcomm-ds 9614 iadt-tls/ 9616 erunbook_agent/ erunbook_server/ condor 9628 odbcpathway
  uniport peoctlr/ peocoll/ mc-comm 9640 pqsflows/ 9666 zoomcp/ xmms2 tec5-sdctp 9694 client-wakeup ccnx 9700
  board-roar 9747 l5nas-parchan 9750 board-voip 9753 rasadv 9762 tungsten-http 9800 davsrc sstp-2 davsrcs 9875 sapv1
  sd x510/ kca-service/ 9888 cyborg-systems gt-proxy 9898 monkeycom sctp-tunneling iua /enrp 9903 multicast-ping/ 9909
  domaintime 9911 sype-transport 9925 xybrid-cloud/ 9929 nping-echo/ 9950 apc-9950 apc-9951 apc-9952 acis hinp/
  alljoyn-stm/ alljoyn/ 9966 odnsp 9978 xybrid-rt/ visweather/ 9981 pumpkindb/ 9987 dsm-scm-target nsesrvr/ 9990
  osm-appsrvr issa/osm-oev issc/palace-1 palace-2 palace-3 palace-4 palace-5 palace-6 distinct32 abyss/distinct
  snet-sensor-mgmt/ndmp scp-config documentum documentum_s emcrmirccd/ stel/ netapp-sync/ mvs-capacity octopus
  swdtp-sv rxapi/ 10020 abb-hw/ 10023 cefd-vmp/ 10050 zabbix-agent zabbix-trapper 10055 qptlmd/ 10080 amanda famdc
  amandaidx/ amidxtape/ 10100 itap-ddtp ezmeeting-2 ezproxy-2 ezrelay swdtp 10107 bctp-server 10110 nmea-0183
  nmea-onenet/ 10113 netiq-endpoint netiq-qcheck netiq-endpt netiq-voipa iqrm 10125 cimple/ 10128 bmc-perf-sd bmc-gms/
  10160 qb-db-server snmptls/snmpdtls snmptls-trap/snmpdtls-trap 10200 trisoap rsms/rscs 10252 apollo-relay
  eapol-relay/ 10260 axis-wimp-port tile-ml/ 10288 blocks 10321 cosir/ 10439 bngsync/ 10443 cirrossp/ 10500 hip-nat-t
  10540 MOS-lower MOS-upper MOS-aux MOS-soap MOS-soap-opt 10548 serverdocs/ 10631 printopia/ 10800 gap 10805 lpdg
  10809 nbd/ nmc-disc 10860 helix 10880 bveapi/ 10933 octopustentacle/ 10990 rmiaux 11000 irisa metasys 11095 weave/
  11103 origo-sync/ netapp-icmgmt/ netapp-icdata/ sgi-lk 11108 myq-termlink/ sgi-dmfmgr/ sgi-soap/ vce dicom 11161
  suncacao-snmp suncacao-jmxmp suncacao-rmi suncacao-csa suncacao-websvc 11171 snss oemcacao-jmxmp/ t5-straton/
  oemcacao-rmi/ oemcacao-websvc/ 11201 smsqp dcsl-backup/ 11208 wifree 11211 memcache 11235 xcompute/ 11319 imip
  imip-channels arena-server 11367 atm-uhas 11371 pksd/hkp 11430 lsdp/ 11489 asgcypresstcps/ 11600 tempest-port 11623
  emc-xsw-dconfig/ 11720 h323callsigalt 11723 emc-xsw-dcache/ 11751 intrepid-ssl 11796 lanschool/ 11876 xoraya
  x2e-disc 11967 sysinfo-sp 11971 tibsd/ 12000 cce4x/entextxid entextnetwk entexthigh entextmed entextlow
  dbisamserver1 dbisamserver2 accuracer accuracer-dbms ghvpn/ edbsrvr/ 12012 vipera vipera-ssl 12109 rets-ssl 12121
  nupaper-ss 12168 cawas 12172 hivep 12300 linogridengine 12302 rads/ 12321 warehouse-sss warehouse 12345 netbus/italk
  netbus/ 12753 tsaf 12865 netperf/ 13160 i-zipqd 13216 bcslogc rs-pias emc-vcas-tcp/emc-vcas-udp 13223 powwow-client
  powwow-server 13400 doip-data/ 13701 netbackup/ netbackup/ 13705 netbackup/ netbackup/ 13708 netbackup/ netbackup/
  netbackup/ netbackup/ netbackup/ netbackup/ netbackup/ netbackup/ netbackup/ netbackup/ netbackup/ 13720
  netbackup/bprd netbackup/bpdbm netbackup/bpjava-msvc 13724 vnetd 13782 netbackup/bpcd netbackup/vopied 13785 nbdb
  nomdb 13818 dsmcc-config dsmcc-session dsmcc-passthru dsmcc-download dsmcc-ccp bmdss/ 13882 vunknown/ 13894
  ucontrol/ 13929 dta-systems medevolve/ 14000 scotty-ft sua scotty-disc/ 14033 sage-best-com1 sage-best-com2 14141
  bo2k/vcs-app icpp icpps/ 14145 gcm-app 14149 vrts-tdd vcscmd/ 14154 vad 14250 cps 14414 ca-web-update 14500 xpra/
  14936 hde-lcesrvr-1 hde-lcesrvr-2 15000 hydap 15002 onep-tls/ 15118 v2g-secc/ 15126 swgps/ 15151 bo2k/ 15345 xpilot
  15363 3link 15555 cisco-snat 15660 bex-xr 15740 ptp 15998 2ping programmar/ fmsas/ fmsascon/ gsms/ alfin 16020 jwpc/
  jwpc-bin/ 16080 osxwebadmin/ 16161 sun-sea-port solaris-audit/ 16309 etb4j pduncs pdefmns 16360 netserialext1
  netserialext2 16367 netserialext3 netserialext4 16384 connected rdgs/ 16444 overnet 16619 xoms/ 16665 axon-tunnel/
  vtp/ 16789 cadsisvr/ 16900 newbay-snc-mc 16950 sgcip 16959 subseven/ 16991 intel-rci-mp amt-soap-http amt-soap-https
  amt-redir-tcp amt-redir-tls 17007 isode-dua 17010 ncpu/ 17184 vestasdlp/ soundsvirtual/wdbrpc 17219 chipper avtp/
  avdecc/ cpsp/ isa100-gci/ trdp-pd/ trdp-md/ 17234 integrius-stp ssh-mgmt 17300 kuang2/ 17500 db-lsp/db-lsp-disc
  17555 ailith/ 17729 ea 17754 zep zigbee-ip zigbee-ips 17777 sw-orion/ 18000 biimenu 18104 radpdf/ 18136 racf/ 18181
  opsec-cvp opsec-ufp opsec-sam opsec-lea opsec-omi ohsc opsec-ela 18241 checkpoint-rtm iclid/ clusterxl/ 18262 gv-pf
  18333 bitcoin/ 18463 ac-cluster 18516 heythings/ 18634 rds-ib rds-ip 18668 vdmmesh/ 18769 ique 18881 infotos 18888
  apc-necmp 19000 igrid 19007 scintilla/ 19020 j-link/ 19150 gkrellm/ 19191 opsec-uaa 19194 ua-secureagent 19220 cora/
  19283 keysrvr 19315 keyshadow 19333 litecoin/ 19398 mtrgtrans 19410 hp-sco hp-sca hp-sessmon 19539 fxuptp sxuptp jcp
  19788 mle/ 19790 faircom-db/ 19998 iec-104-sec/ dnp-sec dnp microsan commtact-http commtact-https 20005
  btx/openwebnet 20012 ss-idi-disc ss-idi/ opendeploy 20031 /bakbonenetvault 20034 nburn_id 20046 tmophl7mts 20048
  mountd nfsrdma 20057 avesterra/ 20167 tolfab 20202 ipdtp-port 20222 ipulse-ics 20480 emwavemsg 20670 track 20810
  crtech-nlm/ 20999 athand-mmp irtrans 21010 notezilla-lan/ 21201 memcachedb/ 21212 trinket-agent/ cohesity-agent/
  21221 aigairserver/ 21553 rdm-tfs/ dfserver 21590 vofr-gateway 21800 tvpm sal/ 21845 webphone netspeak-is
  netspeak-cs netspeak-acd netspeak-cps 22000 snapenetio optocontrol optohost002 optohost003 optohost004 optohost004
  22125 dcap/ 22128 gsidcap/ 22222 easyengine/ 22273 wnn6 22289 wnn6_Cn/ 22305 wnn6_Kr/cis 22321 wnn6_Tw/ 22333
  showcockpit-net/ 22335 shrewd-control/ 22343 cis-secure 22347 WibuKey 22350 CodeMeter codemeter-cmwan/ 22370 hpnpd
  22537 caldsoft-backup/ 22555 vocaltec-wconf/vocaltec-phone 22763 talikaserver 22800 aws-brf 22951 brf-gw 23000
  inovaport1 inovaport2 inovaport3 inovaport4 inovaport5 inovaport6 23053 gntp/ 23272 s102 23294 5afe-dir/ 23333
  elxmgmt 23400 novar-dbase novar-alarm novar-global 23456 aequus/ aequus-alt/ 23546 areaguard-neo/ 24000 med-ltp
  med-fsp-rx med-fsp-tx med-supp med-ovw med-ci med-net-svc 24242 filesphere 24249 vista-4gl 24321 ild hid/ vrmg-ip/
  24386 intel_rci 24465 tonidods 24554 binkp 24577 bilobit/ 24666 sdtvwcam/ 24676 canditv flashfiler proactivate 24680
  tcc-http 24754 cslg/ 24850 assoc-disc/ 24922 find 25000 icl-twobase1 icl-twobase2 icl-twobase3 icl-twobase4
  icl-twobase5 icl-twobase6 icl-twobase7 icl-twobase8 icl-twobase9 icl-twobase10 25471 rna/ 25565 minecraft/ 25576
  sauterdongle/ 25604 idtp/ 25793 vocaltec-hos 25900 tasp-net niobserver nilinkanalyst niprobe 25954 bf-game/
  bf-master/ 26000 quake 26133 scscp 26208 wnn6_DS/wnn6-ds 26257 cockroach/ 26260 ezproxy ezmeeting k3software-svr
  k3software-cli 26486 exoline-tcp/exoline-udp exoconfig 26489 exonet 26900 /hexen2 27000 flexlm0/flex-lm
  flexlm1/flex-lm flexlm2/flex-lm flexlm3/flex-lm flexlm4/flex-lm flexlm5/flex-lm flexlm6/flex-lm flexlm7/flex-lm
  flexlm8/flex-lm flexlm9/flex-lm flexlm10/ 27015 /halflife 27017 mongod/ mongod/ mongod/ 27345 imagepump 27374
  subseven/ 27442 jesmsjc 27444 /Trinoo_Bcast 27500 /quakeworld 27504 kopek-httphead 27665 Trinoo_Master/ 27782
  ars-vista 27876 astrolink/ 27910 /quake2 27960 /quake3 27999 tw-auth-key nxlmd pqsp/ 28010 gruber-cashreg/ 28017
  mongod/ 28080 thor-engine/ 28119 a27-ran-ran/ 28200 voxelstorm/ 28240 siemensgsm 28589 bosswave/ 28910 /heretic2
  29000 saltd-licensing/ 29167 otmp 29999 bingbang/ ndmps/ pago-services1 pago-services2 amicon-fpsu-ra/
  amicon-fpsu-s/ 30100 rwp/ 30260 kingdomsonline 30400 gs-realtime/ 30832 samsung-disc/ 30999 ovobs 31016 ka-sddp/
  31020 autotrac-acp/ 31029 yawn 31335 /Trinoo_Register 31337 Elite/BackOrifice 31400 pace-licensed/ 31416 boinc/xqosd
  31457 tetrinet 31620 lm-mon 31685 dsx_monitor/ 31727 diagd/ 31765 gamesmith-port 31948 iceedcp_tx iceedcp_rx 32034
  iracinghelper 32249 t1distproc60 32400 plex/ 32483 apm-link 32635 sec-ntb-clnt DMExpress 32767 filenet-powsrm
  filenet-tms/omad filenet-rpc sometimes-rpc3/sometimes-rpc4 sometimes-rpc5/sometimes-rpc6
  sometimes-rpc7/sometimes-rpc8 sometimes-rpc9/sometimes-rpc10 sometimes-rpc11/sometimes-rpc12
  sometimes-rpc13/sometimes-rpc14 sometimes-rpc15/sometimes-rpc16 sometimes-rpc17/sometimes-rpc18
  sometimes-rpc19/sometimes-rpc20 sometimes-rpc21/sometimes-rpc22 sometimes-rpc23/sometimes-rpc24 32786
  sometimes-rpc25/sometimes-rpc26 sometimes-rpc27/sometimes-rpc28 32801 mlsn 32811 retp/ 32896 idmgratm 33000
  wg-endpt-comms/ 33060 mysqlx/ 33123 aurora-balaena 33331 diamondport 33333 dgi-serv/ speedtrace/ 33434 traceroute
  mtrace/ 33656 snip 33890 digilent-adept/ 34249 turbonote-2 34378 p-net-local p-net-remote 34567 dhanalakshmi/ 34962
  profinet-rt profinet-rtm profinet-cm 34980 ethercat 35000 heathview/ rt-viewer/ rt-sound/ rt-devicemapper/
  rt-classmanager/ rt-labtracker/ rt-helper/ 35100 axio-disc/ 35354 kitim/ altova-lm/ guttersnex/ openstack-id/ 36001
  allpeers 36411 wlcp/ 36423 slmap/ nq-ap/ 36443 m2ap/ m3ap/ 36462 xw-control/ 36524 febooti-aw/ 36602
  observium-agent/ 36700 mapx/ 36865 kastenxpipe 37472 3gpp-w1ap/ 37475 neckar 37483 gdrive-sync/ 37601 eftp/ 37654
  unisys-eportal 38000 ivs-database/ ivs-insertion/ cresco-control/ 38037 landesk-cba 38201 galaxy7-data fairview
  agpolicy 38292 landesk-cba/ /landesk-cba 38412 ng-control/ 38422 xn-control/ 38462 e1-interface/ 38472 f1-control/
  38638 psqlmws/ 38800 sruth/ 38865 secrmmsafecopya/ 39063 vroa/ 39213 /sygatefw 39681 turbonote-1 40000 safetynetp
  40023 k-patentssensor/ 40404 sptx/ 40841 cscp csccredir csccfirewall 40853 ortec-disc 41111 fs-qos 41121 tentacle/
  41230 z-wave-s/ 41794 crestron-cip crestron-ctp crestron-cips/ crestron-ctps/ 42508 candp candrp caerpc 43000
  recvr-rc/ 43188 reachout ndm-agent-port ip-provision noit-transport/ 43210 shaperai/ 43438 hmip-routing/ eq3-update/
  ew-mgmt/ew-disc-cmd ciscocsdb 44123 z-wave-tunnel/ 44321 pmcd pmcdproxy pmwebapi/ 44334 tinyfw/ 44442
  coldfusion-auth/ coldfusion-auth/ cognex-dataman/ acronis-backup/ 44544 domiq/ 44553 rbr-debug 44600 asihpi/ 44818
  EtherNetIP-2 44900 m3da/ 45000 asmp/ciscopop asmps/ rs-status/ 45045 synctest/ 45054 invision-ag 45514 cloudcheck/
  45678 eba 45824 dai-shell/ qdb2service 45966 ssr-servermgr 46336 inedo/ 46998 spremotetablet/ mediabox mbus winrm/
  47100 jvl-mactalk/ 47557 dbbrowse 47624 directplaysrvr 47806 ap 47808 bacnet presonus-ucnet/ 48000 nimcontroller
  nimspooler nimhub nimgtw nimbusdb/ nimbusdbctrl/ 48048 juka/ 3gpp-cbsp/ weandsf/ 48128 isnetserv blp5 48556
  com-bardac-dw 48619 iqobject 48653 robotraconteur/ 48899 /tc_ads_discovery 49000 matahari/ nusrp/ 49150 inspider/
  49400 compaqdiag/ 50000 ibm-db2/ 50002 iiimsf/ 54320 bo2k/ /bo2k 61439 netprowler-manager/ netprowler-manager2/
  netprowler-sensor/ 62078 iphone-sync/ 64738 /murmur 65301 pcanywhere/
`;
