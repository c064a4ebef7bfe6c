/**
 * The names of ports 1024 to 3999, in the form services.ts reads.
 * Taken from what nmap 7.93 printed for its own machine; scripts/services.mjs writes this.
 */
export const upTo3999 = `
  1024 kdm/ NFS-or-IIS/blackjack LSA-or-nterm/win-rpc IIS/ /ms-lsa ms-lsa/solid-mux iad1 iad2 iad3
  netinfo/netinfo-local zincite-a/activesync-notify multidropper/mxxrlogin nsstp ams mtqp sbl netsaint/netarx danf-ak2
  afrog boinc dcutility fpitp wfremotertm neod1 neod2 td-postman java-or-OTGfileshare/cma optima-vnet ddt remote-as
  brvread ansyslmd vfo startron nim nimreg polestar kiosk veracity kyoceranetdev jstel syscomlan fpo-fns instl_boots
  instl_bootc cognex-insight gmrupdateserv bsquare-voip cardax bridgecontrol warmspotMgmt rdrmshc sns_credit/dab-sti-c
  imgames avocent-proxy asprovatalk socks pvuniwien amt-esd-prot ansoft-lm-1 ansoft-lm-2 webobjects cplscrambler-lg
  cplscrambler-in cplscrambler-al ff-annunc ff-fms ff-sm obrpd proofd rootd nicelink cnrprotocol sunclustermgr
  rmiactivation rmiregistry mctp pt2-discover adobeserver-1 xaudio/adobeserver-2 xrl ftranhc isoipsigport-1
  isoipsigport-2 ratio-adp kpop/ nfsd-status/nfsd-keepalive lmsocialserver msql/icp ltp-deepspace mini-sql ardus-trns
  ardus-cntl ardus-mtrns sacred bnetgame bnetfile rmpp availant-mgr murray hpvmmcontrol hpvmmagent hpvmmdata
  supfiledbg/kwdb-commn saphostctrl saphostctrls casp caspssl kvm-via-ip dfn aplx omnivision hhb-gateway trim
  encrypted_admin cce3x/evm autonoc mxomss edtools imyx fuscript x9-icue audit-transfer capioverlan elfiq-repl
  bvtsonar blaze unizensus winpoplanmess c1222-acse resacommunity nfa iascontrol-oms iascontrol lsnr/dbcontrol-oms
  oracle-oms olsv health-polling health-trap sddp qsm-proxy qsm-gui qsm-remote cisco-ipsla vchat tripwire atc-lm
  atc-appserver dnap d-cinema-rrp fnet-remote-ui dossier indigo-server dkmessenger skkserv/sgi-storman b2n mc-client
  3comnetman accelenet/accelenet-data llsurfup-http llsurfup-https catchpole mysql-cluster alias hp-webadmin unet
  commlinx-avl gpfs caids-sensor fiveacross openvpn rsf-1 netmagic carrius-rshell cajo-discovery dmidi scol
  nucleus-sand caiccipc ssslic-mgr ssslog-mgr accord-mgc anthony-data metasage seagull-ais ipcd3 eoss groove-dpp lupa
  mpc-lifenet fasttrack scanstat-1 etebac5 hpss-ndapi aeroflight-ads aeroflight-ret quicktime/qt-serveradmin
  sweetware-apps nerv tgp vpnz slinkysearch stgxfws dns2go florence zented periscope menandmice-lpm first-defense/
  univ-appserver hotline/search-agent mosaicsyssvc1 bvcontrol tsdos390 hacl-qs nmsd instantia nessus nmasoverip
  serialgateway isbconference1 isbconference2 payrouter visionpyramid hermes mesavistaco swldy-sias servergraph
  bspne-pcc q55-pcc de-noc de-cache-query de-server shockwave2 opennl opennl-voice ibm-ssd mpshrsv qnts-orb dka prat
  dssiapi dellpwrappks epc propel-msgsys watilapp ssserver/opsmgr excw cspmlockmgr emc-gateway t1distproc ivcollector
  ivmanager miva-mqs dellwebadmin-1 dellwebadmin-2 pictrography healthd emperion productinfo iee-qfx neoiface
  netuitive routematch navbuddy jwalkserver winjaserver seagulllms dsdn pkt-krb-ipsec cmmdriver ehtp dproxy sdproxy
  lpcp hp-sci h323hostcallsc ci3-software-1 ci3-software-2 sftsrv boomerang pe-mike re-conn-proto pacmand odsi
  jtag-server husky rxmon sti-envision bmc_patroldb pdps els exbit-escp vrts-ipcserver krb5gatekeeper amx-icsp
  amx-axbnet pip novation brcd delta-mcp dx-instrument wimsic ultrex ewall netdb-export streetperfect intersan
  pcia-rxp-b passwrd-policy writesrv digital-notary ischat waste/menandmice-dns wmc-log-svc kjtsiteserver naap qubes
  esbroker re101 icap vpjp alta-ana-lm bbn-mmc bbn-mmx sbook editbench equationbuilder lotusnotes relief rightbrain
  intuitive-edge cuillamartin pegboard connlcli ftsrv mimer linx timeflies ndm-requester ndm-server adapt-sna
  netware-csp dcs screencast gv-us us-gv fc-cli fc-ser chromagrafx molly bytex ibm-pps cichlid elan dbreporter
  telesis-licman apple-licman udt_os gwha os-licman atex_elmd checksum cadsi-lm objective-dbc iclpv-dm iclpv-sc
  iclpv-sas iclpv-pm iclpv-nls iclpv-nlc iclpv-wsm dvl-activemail audio-activmail video-activmail cadkey-licman
  cadkey-tablet goldleaf-licman prm-sm-np prm-nm-np igi-lm ibm-res netlabs-lm dbsa-lm sophia-lm here-lm hiq af innosys
  innosys-acl ibm-mqseries dbstar novell-lu6.2 timbuktu-srv1 timbuktu-srv2 timbuktu-srv3 timbuktu-srv4 gandalf-lm
  autodesk-lm essbase hybrid zion-lm sas-1 mloadd informatik-lm nms tpdu rgtp blueberry-lm ms-sql-s ms-sql-m ibm-cics
  sas-2 tabula eicon-server eicon-x25 eicon-slp cadis-1 cadis-2 ies-lm marcam-lm proxima-lm ora-lm apri-lm oc-lm
  peport dwf infoman gtegsc-lm genie-lm interhdl_elmd esl-lm dca valisys-lm nrcabq-lm proshare1 proshare2
  ibm_wrless_lan world-lm nucleus msl_lmd pipes oceansoft-lm csdmbase csdm aal-lm uaiact csdmbase csdm openmath
  telefinder taligent-lm clvm-cfg ms-sna-server ms-sna-base dberegister pacerforum airs miteksys-lm afs confluent
  lansource nms_topo_serv localinfosrvr docstor dmdocbroker insitu-conf anynetgateway stone-design-1 netmap_lm
  citrix-ica cvc liberty-lm rfx-lm watcom-sql fhc vlsi-lm sas-3 shivadiscovery imtc-mcs evb-elm funkproxy utcd symplex
  diagmond robcad-lm mvx-lm 3l-l1 wins fujitsu-dtc fujitsu-dtcns ifor-protocol vpad vpac vpvd vpvc atm-zip-office
  oracle/ncube-lm rna-lm cichild-lm ingreslock orasrv/oracle pdap-np tlisrv mciautoreg support/coauthor rap-service
  rap-listen miroconnect virtual-places micromuse-lm ampr-info ampr-inter sdsc-lm 3ds-lm intellistor-lm rds rds2
  gridgen-elmd simba-cs aspeclmd vistium-share abbaccuray laplink axon-lm shivahose/shivasound 3m-image-lm hecmtl-db
  pciarray sna-cs caci-lm livelan veritas_pbx arbortext-lm xingmpeg web2host asci-val facilityview pconnectmgr
  cadabra-lm pay-per-view winddlb corelvideo jlicelmd tsspmap ets orbixd rdb-dbs-disp chip-lm itscomm-ns mvel-lm
  oraclenames moldflow-lm hypercube-lm jacobus-lm ioc-sea-lm tn-tl-r1/tn-tl-r2 mil-2045-47001 msims simbaexpress
  tn-tl-fd2 intv ibm-abtact pra_elmd triquest-lm vqp gemini-lm ncpm-pm commonspace mainsoft-lm sixtrak radio
  radio-sm/radio-bc orbplus-iiop picknfs simbaservices issd aas inspect picodbc icabrowser slp slm-api stt smart-lm
  isysg-lm taurus-wh ill netbill-trans netbill-keyrep netbill-cred netbill-auth netbill-prod nimrod-agent skytelnet
  xs-openstorage faxportwinport softdataphone ontime jaleosnd udp-sr-port svs-omagent shockwave t128-gateway
  lontalk-norm lontalk-urgnt oraclenet8cman visitview pammratc pammrpc loaprobe edb-server1 isdc islc ismc
  cert-initiator cert-responder invision isis-am isis-ambc saiseh/ sightline/radius sa-msg-port/radacct rsap
  concurrent-lm kermit nkd shiva_confsrvr xnmp alphatech-lm stargatealerts dec-mbadmin dec-mbadmin-h fujitsu-mmpdc
  sixnetudr sg-lm skip-mc-gikreq netview-aix-1 netview-aix-2 netview-aix-3 netview-aix-4 netview-aix-5 netview-aix-6
  netview-aix-7 netview-aix-8 netview-aix-9 netview-aix-10 netview-aix-11 netview-aix-12 proshare-mc-1 proshare-mc-2
  pdp netcomm1/netcomm2 groupwise prolink darcorp-lm CarbonCopy/microcom-sbp sd-elmd lanyon-lantern ncpm-hip
  snaresecure n2nremote cvmon nsjtp-ctrl nsjtp-data firefox ng-umds empire-empuma sstsys-lm rrirtr rrimwm rrilwm
  rrifmm rrisat rsvp-encap-1 rsvp-encap-2 mps-raft l2f/L2TP deskshare hb-engine bcs-broker slingshot jetform vdmplay
  gat-lmd centra impera pptconference registrar conferencetalk sesi-lm houdini-lm xmsg fj-hdnet
  h323gatedisc/h225gatedisc h323gatestat h323q931/h323hostcall caicci hks-lm pptp csbphone iden-ralp iberiagames
  winddx telindus citynl roketz msiccp proxim siipat cambertx-lm privatechat street-stream ultimad gamegen1 webaccess
  encore cisco-net-mgmt 3Com-nsd cinegrfx-lm ncpm-ft remote-winsock ftrapid-1 ftrapid-2 oracle-em1 aspen-services sslp
  swiftnet lofr-lm predatar-comms/ oracle-em2 wms/ms-streaming capfast-lmd cnhrp tftp-mcast spss-lm www-ldap-gw
  landesk-rc/cft-0 landesk-rc/cft-1 landesk-rc/cft-2 landesk-rc/cft-3 cft-4 cft-5 cft-6 cft-7 bmc-net-adm bmc-net-svc
  vaultbase essweb-gw kmscontrol global-dtserv vdab/ femis powerguardian prodigy-intrnet pharmasoft dpkeyserv
  answersoft-lm hp-hcip 1784 finle-lm windlm funk-logger funk-license psmond hello nmsp ea1 ibm-dt-2 rsc-robot
  cera-bcm dpi-proxy vocaltec-admin uma etp netrisk ansys-lm msmq concomp1 hp-hcip-gwy enl enl-name musiconline fhsp
  oracle-vp2 oracle-vp1 jerand-lm scientia-sdb radius radius-acct/radacct tdp-suite mmpft harp rkb-oscs etftp plato-lm
  mcagent donnyworld es-elmd unisys-lm metrics-pas direcpc-video ardt pcm/asi itm-mcell-u optika-emedia net8-cman
  myrtle tht-treasure udpradio ardusuni ardusmul ste-smsc csoft1 talnet netopia-vo1 netopia-vo2 netopia-vo3
  netopia-vo4 netopia-vo5 direcpc-dll altalink tunstall-pnc slp-notify fjdocdist alpha-sms gsi ctcd virtual-time
  vids-avtp buddy-draw fiorano-rtrsvc fiorano-msgsvc datacaptor privateark gammafetchsvr sunscalar-svc lecroy-vicp
  mysql-cm-agent msnp paradym-31 entp swrmi udrive viziblebrowser transact sunscalar-dns canocentral0 canocentral1
  fjmpjps fjswapsnp westell-stats ewcappsrv hp-webqosdb drmsmc nettgain-nms vsat-control ibm-mqseries2 ecsqdmn
  mqtt/ibm-mqisdp idmaps vrtstrapserver leoip filex-lport ncconfig unify-adapter wilkenlistener childkey-notif
  childkey-ctrl elad o2server-port 1896 b-novative-ls metaagent cymtec-port mc2studios upnp fjicl-tep-a fjicl-tep-b
  linkname fjicl-tep-c sugp tpmd intrastar dawn global-wlink ultrabac mtp rhp-iibp armadp elm-momentum facelink
  persona noagent can-nds can-dch can-ferret noadmin tapestry spice xiip discovery-port egs videte-cipc emsd-port
  bandwiz-system driveappserver amdsched ctt-broker xmapi xaapi rtmp/macromedia-fcs jetcmeserver jwserver jwclient
  jvserver jvclient dic-aida res beeyond-media close-combat dialogic-elmd tekpls sentinelsrm eye2eye ismaeasdaqlive
  ismaeasdaqtest bcs-lmserver mpnjsc rapidbase abr-api abr-secure vrtl-vmf-ds unix-status dxadmind simp-all nasmanager
  bts-appserver biap-mp webmachine solid-e-engine tivoli-npm slush sns-quote lipsinc lipsinc1 netop-rc netop-school
  intersys-cache dlsrap drp tcoflashagent tcoregagent tcoaddressbook unisql unisql-java pearldoc-xact p2pq estamp lhtp
  bigbrother/bb hsrp licensedaemon tr-rsrb-p1 tr-rsrb-p2 tr-rsrb-p3 stun-p1 stun-p2 stun-p3 snmp-tcp-port stun-port
  perf-port tr-rsrb-port gdp-port x25-svc-port tcp-id-port cisco-sccp dc/wizard globe finger/brutus mailbox/emce
  deslogin/oracle invokator/raid-cc dectalk/raid-am conf/terminaldb news/whosockami search/pipe_server
  raid-cc/servserv ttyinfo/raid-ac raid-am/raid-cd troff/raid-sf cypress/raid-cs bootserver cypress-stat/bootclient
  terminaldb/rellpack whosockami/about xinupageserver servexec/xinuexpansion1 down/xinuexpansion2 xinuexpansion3
  xinuexpansion4 ellpack/xribs scrabble shadowserver submitserver hsrpv6 device2 mobrien-chat blackboard glogger
  scoremgr imsldoc e-dpnet applus objectmanager prizma lam interbase isis isis-bcast rimsl cdfunc sdfunc dls
  dls-monitor nfs av-emb-config epnsdp clearvisn knetd/lot105-ds-upd weblogin iop omnisky rich-cp newwavesearch
  bmc-messaging teleniumdaemon netmount icg-swp icg-bridge dnet-keyproxy/icg-iprelay dlsrpn aura dlswpn
  avocentkvm/avauthsrvprtcl event-port ah-esp-encap acp-port msync gxs-data-port vrtl-vmf-sa newlixengine newlixconfig
  tsrmagt tpcsrvr idware-router autodesk-nlm kme-trap-port infowave radsec sunclustergeo ada-cip gnunet eli ip-blf sep
  lrp prp descent3 nbx-cc nbx-au nbx-ser nbx-dir jetformpreview dialog-port h2250-annex-g amiganetfs rtcm-sc104
  zephyr-srv zephyr-clt zephyr-hm eklogin ekshell msmq-mgmt/bintec-admin rkinit ergolight umsp kx/dsatp
  kip/idonix-metanet hsl-storm newheights kdm ccowcmr mentaclient mentaserver gsigatekeeper kauth/qencp
  ccproxy-ftp/scientia-ssdb caupc-remote gtp-control elatelink lockstep pktcable-cops index-pc-wb net-steward cs-live
  xds avantageb2b solera-epmap zymed-zpp avenue gris appworxsrv connect unbind-cluster ias-auth ias-reg ias-admind
  tdmoip lv-jc lv-ffx lv-pici lv-not lv-auth veritas-ucl acptsys dynamic3d docent gtp-user ctlptc stdptc brdptc trp
  xnds touchnetplus gdbremote apc-2160 apc-agent/apc-2161 navisphere navisphere-sec ddns-v3 x-bone-api iwserver
  raw-serial easy-soft-mux brain eyetv msfw-storage msfw-s-storage msfw-replica msfw-array airsync rapi qwave bitspeer
  vmrdp mc-gt-srv eforward cgn-stat cgn-config nvd onbase-dds gtaua ssmc/ssmd radware-rpm/ radware-rpm-s/ tivoconnect
  tvbus asdis drwcs 2197 mnp-exchange onehome-remote onehome-help ici ats imtc-map b2-runtime b2-license jps hpocbus
  hpssd hpiod rimf-ps noaaport emwin leecoposserver kali rpi ipcore vtu-comms gotodevice bounzza netiq-ncap netiq
  rockwell-csp1 EtherNetIP-1/msantipiracy rockwell-csp2 efi-mg rcip-itu di-drm di-msg ehome-ms datalens queueadm
  wimaxasncp ivs-video infocrypt directplay sercomm-wlink nani optech-port1-lm aviva-sna imagequery recipe ivsd
  foliocorp magicom nmsserver hao pc-mta-addrmap antidotemgrsvr ums rfmp remote-collab dif-port njenet-ssl
  dtv-chan-req seispoc vrtp pcc-mfp simple-tx-rx rcts acd-pm apc-2260 comotionmaster comotionback ecwcfg apx500api-1
  apx500api-2 mfserver ontobroker amt mikey starschool mmcals mmcal mysql-im pcttunnell ibridge-data ibridge-mgmt
  bluectrlproxy s3db xmquery lnvpoller lnvconsole lnvalarm lnvstatus lnvmaps lnvmailmon nas-metering dna netml
  dict-lookup sonus-logging eapsp mib-streaming npdbgmngr konshus-lm advant-lm theta-lm d2k-datamover1 d2k-datamover2
  pc-telecommute cvmmon compaqdiag/cpq-wbem binderysupport proxy-gateway attachmate-uts mt-scaleserver tappi-boxnet
  pehelp sdhelp sdserver sdclient messageservice wanscaler iapp cr-websystems precise-sft sent-lm attachmate-g32
  cadencecontrol infolibria siebel-ns rdlap ofsd 3d-nfsd cosmocall ansysli idcp xingcsm netrix-sftm nvd tscchat
  agentview rcc-host snapp ace-client ace-proxy appleugcontrol ideesrv norton-lambert 3com-webview wrs_registry
  xiostatus manage-exec nati-logos fcmsys dbm redstorm_join redstorm_find redstorm_info redstorm_diag psbserver
  psrserver pslserver pspserver psprserver psdbserver gxtelmd unihub-server futrix flukeserver nexstorindltd tl1
  digiman mediacntrlnfsd oi-2000 dbref qip-login service-ctrl opentable 2370 l3-hbmon worldwire lanmessenger
  remographlm/ hydra/ docker/ docker/ swarm/ dali/ etcd-client/ etcd-server/ compaq-https ms-olap3 ms-olap4
  sd-request/sd-capacity sd-data virtualtape vsamredirector mynahautostart ovsessionmgr rsmtp 3com-net-mgmt
  tacticalauth ms-olap1 ms-olap2 lan900_remote wusage ncl orbiter fmpro-fdal opequus-server cvspserver taskmaster2000
  taskmaster2000 iec-104 trc-netpoll jediserver orion optimanet sns-protocol vrts-registry netwave-ap-mgmt cdn
  orion-rmi-reg beeyond codima-rtp rmtserver composit-server cas attachmate-s2s dslremote-mgmt g-talk crmsbits rnrp
  kofax-svr fjitsuappmgr vcmp/ mgcp-gateway ott ft-role venus venus-se codasrv codasrv-se pxc-epmap optilogic topx
  unicontrol msp sybasedbsynch spearway pvsw-inet netangel powerclientcsf btpp2sectrans dtn1 bues_service ovwdb
  hpppssvr ratl netadmin netchat snifferclient madge-ltd indx-dds wago-io-system altav-remmgt rapido-ip griffin
  community ms-theater qadmifoper qadmifevent lsi-raid-mgmt direcpc-si lbm lbf high-criteria qip-msgd mti-tcs-comm
  taskman-port seaodbc c3 aker-cdp vitalanalysis ace-server ace-svr-prop ssm-cvs ssm-cssps ssm-els powerexchange giop
  giop-ssl ttc ttc-ssl netobjects1 netobjects2 pns moy-corp tsilb qip-qdhcp conclave-cpp groove talarian-mqs bmc-ar
  fast-rem-serv dirgis quaddb odn-castraq unicontrol rtsserv rtsclient kentrox-prot nms-dpnss wlbs ppcontrol jbroker
  spock jdatastore fjmpss fjappmgrbulk metastorm citrixima citrixadmin facsys-ntp facsys-router maincontrol
  call-sig-trans willy globmsgsvc pvsw adaptecmgr windb qke-llc-v3 optiwave-lm ms-v-worlds ema-sent-lm iqserver
  ncr_ccl utsftp vrcommerce ito-e-gui ovtopmd snifferserver combox-web-acc madcap btpp2audctr1 upgrade vnwk-prapi
  vsiadmin lonworks lonworks2 udrawgraph reftek novell-zen sis-emt vytalvaultbrtp vytalvaultvsmp vytalvaultpipe ipass
  ads isg-uda-server call-logging efidiningport vcnet-link-v10 compaq-wcp nicetec-nmsvc nicetec-mgmt pclemultimedia
  lstp labrat mosaixcc delibo cti-redwood hp-3000-telnet/ coord-svr pcs-pcw clp spamtrap sonuscallsig hs-port cecsvc
  ibp trustestablish blockade-bpsp hl7 tclprodebugger scipticslsrvr rvs-isdn-dcp mpfoncl tributary argis-te argis-ds
  mon cyaserv netx-server netx-agent masc privilege quartus-tcl idotdist maytagshuffle netrek mns-mail dts
  worldfusion1 worldfusion2 homesteadglory citriximaclient snapd zebrasrv/hpstgmgr zebra/discp-client
  ripd/discp-server ripngd/servicemeter ospfd/nsc-ccs bgpd/nsc-posa netmon connection wag-service system-monitor
  versa-tek lionhead qpasa-agent smntubootstrap neveroffline firepower appswitch-emp cmadmin priority-e-com bruce
  lpsrecommender miles-apart metricadbc lmdp aria blwnkl-port gbjd816 webster dict sitaraserver sitaramgmt sitaradir
  irdg-post interintelli pk-electronics backburner solve imdocsvc sybase/sybaseanywhere aminet sai_sentlm hdl-srv
  tragic gte-samp travsoft-ipx-t novell-ipx-cmd and-lm syncserver upsnotifyprot vpsipport eristwoguns ebinsite
  interpathpanel sonus corel_vncadmin unglue kana sns-dispatcher sns-admin sns-query gcmonitor olhost bintec-capi
  bintec-tapi patrol-mq-gm patrol-mq-nm extensis alarm-clock-s alarm-clock-c toad tve-announce newlixreg nhserver
  firstcall42 ewnn ttc-etap simslink gadgetgate1way gadgetgate2way syncserverssl pxc-sapxom mpnjsomb 2683
  ncdloadbalance mpnjsosv mpnjsocl mpnjsomg pq-lic-mgmt md-cg-http fastlynx hp-nnm-data itinternet admins-lms 2694
  pwrsevent vspread unifyadmin oce-snmp-trap mck-ivpip csoft-plusclnt tqdata sms-rcinfo sms-xfer sms-chat sms-remctrl
  sds-admin ncdmirroring emcsymapiport banyan-net supermon sso-service sso-control aocp raventbs raventdm hpstgmgr2
  inova-ip-disco pn-requester pn-requester2 scan-change wkars smart-diagnose proactivesrvr watchdog-nt qotps
  msolap-ptp2 tams mgcp-callagent sqdr tcim-control nec-raidplus fyre-messanger g5m signet-ctf ccs-software netiq-mc
  radwiz-nms-srv srp-feedback ndl-tcp-ois-gw tn-timing alarm tsb tsb2 murx honyaku urbisnet cpudpencap fjippol-swrly
  fjippol-polsvr fjippol-cnsl fjippol-port1 fjippol-port2 rsisysaccess de-spot apollo-cc expresspay simplement-tie
  cnrp apollo-status apollo-gms sabams dicom-iscl dicom-tls desktop-dna data-insurance qip-audup listen/compaq-scp
  uadtc uacs exce veronica vergencecm auris rbakcup1 rbakcup2 smpp ridgeway1 ridgeway2 gwen-sonya lbc-sync lbc-control
  whosells everydayrc aises www-dev aic-np aic-oncrpc piccolo fryeserv media-agent plgproxy mtport-regist
  f5-globalsite initlsmsad 2795 livestats ac-tech esp-encap tmesis-upshot icon-discover acc-raid igcp
  veritas-tcp1/veritas-udp1 btprjctrl dvr-esm wta-wsp-s cspuni cspmulti j-lan-p corbaloc netsteward gsiftp atmtcp
  llm-pass llm-csv lbc-measure lbc-watchdog nmsigport rmlnk fc-faultnotify univision vrts-at-port ka0wuc cqg-netlan
  cqg-netlan-1 2826 slc-systemlog slc-ctrlrloops itm-lm silkp1 silkp2 silkp3 silkp4 glishd evtp evtp-data catalyst
  repliweb starbot nmsigport l3-exprt l3-ranger l3-hawk pdnet bpcp-poll bpcp-trap aimpp-hello aimpp-port-req
  amt-blc-port fxp metaconsole webemshttp bears-01 ispipes infomover msrp cesdinv simctlp ecnp activememory
  dialpad-voice1 dialpad-voice2 ttg-protocol sonardata astromed-main pit-vpn iwlistener esps-portal npep-messaging
  icslap daishi msi-selectplay radix psrt/ dxmessagebase1 dxmessagebase2 sps-tunnel bluelance aap ucentric-ds synapse
  ndsp ndtp ndnp flashmsg topflow responselogic aironetddp spcsdlobby rsom cspclmulti cinegrfx-elmd snifferdata
  vseconnector abacus-remote natuslink ecovisiong6-1 citrix-rtmp appliance-cfg powergemplus quicksuite allstorcns
  netaspi extensisportfolio/suitcase m2ua m3ua caller9 webmethods-b2b mao funk-dialout tdaccess blockade epicon
  boosterware gamelobby tksocket elvin_server elvin_client kastenchasepad roboer roboeda cesdcdman cesdcdtrn
  wta-wsp-wtp-s precise-vip 2926 mobile-file-dl unimobilectrl redstone-cpss amx-webadmin amx-weblinx circle-x incp
  4-tieropmgw 4-tieropmcli qtp otpatch pnaconsult-lm sm-pas-1 sm-pas-2 sm-pas-3 sm-pas-4 sm-pas-5 ttnrepository
  megaco-h248 h248-binary fjsvmpor gpsd wap-push wap-pushsecure esip ottp mpfwsas ovalarmsrv ovalarmsrv-cmd csnotify
  ovrimosdbman jmact5 jmact6 rmopagt dfoxserver boldsoft-lm iph-policy-cli iph-policy-adm bullant-srap bullant-rap
  idp-infotrieve symantec-av enpp essp index-net netclip pmsm-webrctl svnetworks signal fjmpcm cns-srv-port
  ttc-etap-ns ttc-etap-ds h263-video wimd mylxamport iwb-whiteboard netplan hpidsadmin hpidsagent stonefalls identify
  hippad zarkov boscap wkstn-mon avenyo veritas-vis1 veritas-vis2 idrs vsixml rebol iss-realsec/realsecure
  remoteware-un ppp/hbci nessus/ exlm-agent cgms csoftragent deslogin/geniuslm deslogind/ii-admin lotusmtap
  midnight-tech pxc-ntfy gw/ping-pong trusted-web twsdss gilatskysurfer broker_service nati-dstp notify_srvr
  event_listener srvc_registry resource_mgr cifs agriserver csregagent magicnotes nds_sso slnp/arepa-raft agri-gateway
  LiebDevMgmt_C LiebDevMgmt_DM LiebDevMgmt_A arepa-cas eppc redwood-chat pdb osmosis-aeea fjsv-gssagt hagel-dump
  hp-san-mgmt santak-ups cogitate tomato-springs di-traceware journee brp epp slnp/responsenet di-ase hlserver
  pctrader cfs gds_db galaxy-server powerchute/apc-3052 dsom-server amt-cnf-prot policyserver cdl-server goahead-fldup
  videobeans qsoft interserver cautcpd ncacn-ip-tcp ncadg-ip-udp dnet-tstproxy/rprt slinterbase netattachsdmp fjhpjp
  ls3bcast ls3 mgxswitch csd-mgmt-port csd-monitor vcrp xbox orbix-locator orbix-config orbix-loc-ssl orbix-cfg-ssl
  lv-frontpanel stm_pproc tl1-lv tl1-raw tl1-telnet itm-mccs pcihreq sj3/jdl-dbkitchen asoki-sma xdtp ptk-alink stss
  1ci-smcs 3093 rapidmq-center rapidmq-reg panasas ndl-aps 3098 umm-port chmd opcon-xps hp-pxpib sl-mon autocuesmi
  autocuelog/autocuetime cardbox cardbox-http business geolocate personnel sim-control wsynch ksysguard cs-auth-svr
  ccmad mctet-master mctet-gateway mctet-jserv pkagent d2000kernel d2000webserver pcmk-remote/ vtr-emulator edix
  beacon-port a13-an 3127 ctx-bridge squid-http/ndl-aas netport-id icpv2/squid-ipc netbookmark ms-rule-engine
  prism-deploy ecp peerbook-port grubd rtnt-1 rtnt-2 incognitorv ariliamulti vmodem apt-cacher/rdc-wh-eos seaview
  tarantella csi-lfap bears-02 rfio nm-game-admin nm-game-server nm-asses-admin nm-assessor feitianrockey
  s8-client-port ccmrmi jpegmpeg indura e3consultants stvp navegaweb-port tip-app-server doc1lm sflm res-sap imprs
  newgenpay sossecollector nowcontact poweronnud serverview-as serverview-asn serverview-gf serverview-rm
  serverview-icc armi-server t1-e1-over-ip ars-master phonex-port radclientport h2gf-w-2m mc-brk-srv bmcpatrolagent
  bmcpatrolrnvu cops-tls apogeex-port smpppd iiw-port odi-port brcm-comm-port pcle-infex csvr-proxy csvr-sslproxy
  firemonrcc spandataport magbind ncu-1 ncu-2 embrace-dp-s embrace-dp-c dmod-workspace tick-port cpq-tasksmart
  intraintra netwatcher-mon netwatcher-db isns ironmail vx-auth-port pfu-prcallback netwkpathengine flamenco-proxy
  avsecuremgmt surveyinst neon24x7 jmq-daemon-1 jmq-daemon-2 ferrari-foam unite smartpackets wms-messenger xnm-ssl
  xnm-clear-text glbp digivote aes-discovery fcip-port isi-irp dwnmshttp dwmsgserver global-cd-port sftdst-port vidigo
  mdtp whisker alchemy mdap-port apparenet-ts apparenet-tps apparenet-as apparenet-ui triomotion sysorb sdp-id-port
  timelot onesaf vieo-fe dvt-system/kademlia dvt-data procos-lm ssp hicp sysscanner dhe pda-data pda-sys semaphore
  cpqrpm-agent cpqrpm-server ivecon-port epncdp2 iscsi winshadow necp ecolor-imager ccmail altav-tunnel ns-cfg-server
  ibm-dial-out globalcatLDAP/msft-gc globalcatLDAPssl/msft-gc-ssl verismart csoft-prev user-manager sxmp
  ordinox-server samd maxim-asics awg-proxy lkcmserver admind vs-server sysopt datusorb netassistant 4talk plato e-net
  directvdata cops enpc caps-lm sah-lm meetingmaker/cart-o-rama fg-fps fg-gip dyniplookup rib-slm cytel-lm deskview
  saprouter/pdrncs ceph/ tarantool/ mcs-fastmail opsession-clnt opsession-srvr odette-ftp mysql opsession-prxy
  tns-server tns-adv dyna-access mcns-tel-ret appman-server uorb uohost cdid aicc-cmi vsaiport ssrip sdt-lmd
  officelink2000 vnsstr active-net active-net active-net active-net sftu bbars egptlm hp-device-disc mcs-calypsoicf
  mcs-messaging mcs-mailsvr dec-notes directv-web directv-soft directv-tick directv-catlg anet-b anet-l anet-m anet-h
  webtie ms-cluster-net bnt-manager influence trnsprntproxy phoenix-rpc pangolin-laser chevinservices findviatv
  btrieve ssql fatpipe suitjd ordinox-dbase upnotifyps adtech-test mpsysrmsvr wg-netforce kv-server kv-agent dj-ilm
  nati-vi-server creativeserver contentserver creativepartnr satvid-datalnk satvid-datalnk satvid-datalnk
  satvid-datalnk satvid-datalnk msdtc/tip2 lavenir-lm cluster-disc vsnm-agent cdbroker cogsys-lm wsicopy socorfs
  sns-channels geneous fujitsu-neat esp-lm hp-clic qnxnetman gprs-data/gprs-sig backroomnet cbserver ms-wbt-server dsc
  savant efi-lm d2k-tapestry1 d2k-tapestry2 dyna-lm printer_agent saposs/cloanto-lm sapcomm/mercantile sapeps/csms
  csms2 filecast/squid-snmp fxaengine-net 3405 nokia-ann-ch1 nokia-ann-ch2 ldap-admin BESApi networklens networklenss
  biolink-auth xmlblaster svnet wip-port bcinameservice commandport csvr rnmap softaudit ifcp-port bmap rusb-sys-port
  xtrm xtrms agps-port arkivio websphere-snmp twcss gcsp ssdispatch ndl-als osdcp alta-smp opencm pacom gc-config
  autocueds spiral-admin hri-port ans-console connect-client connect-server ov-nnm-websrv denali-server monp
  3comfaxrpc directnet dnc-port hotu-chat castorproxy asam sabp-signal pscupd mira/ prsvp vat/IISrpc-or-vat
  vat-control d3winosfi integral edm-manager edm-stager track/edm-std-notify edm-adm-notify edm-mgr-sync edm-mgr-cntrl
  workflow rcst ttcmremotectrl pluribus jt400 jt400-ssl jaugsremotec-1 jaugsremotec-2 ttntspauto genisar-port nppmp
  ecomm stun twrpc plethora cleanerliverc vulture slim-devices gbs-stp celatalk ifsf-hb-port ltctcp/ltcudp fs-rh-srv
  dtp-dia colubris swr-port tvdumtray-port nut ibm3494 seclayer-tcp seclayer-tls ipether232port dashpas-port
  sccip-media rtmp-port isoft-p2p avinstalldisc lsp-ping ironstorm ccmcomm apc-3506 nesh-broker interactionweb vt-ssl
  xss-port webmail-2 aztec arcpd must-p2p must-backplane smartcard-port 802-11-iapp artifact-msg nvmsgd/galileo
  galileolog mc3ss nssocketport odeumservlink ecmport eisport starquiz-port beserver-msg-q jboss-iiop jboss-iiop-ssl
  gf peerenabler raven-rmp raven-rdp urld-port ms-la snac ni-visa-remote ibm-diradm ibm-diradm-ssl pnrp-port
  voispeed-port hacl-monitor qftest-lookup teredo camac 3547 symantec-sim interworld tellumat-nms ssmpp apcupsd
  taserver rbr-discovery questnotify razor sky-transport personalos-001 mcp-port cctv-port iniserve-port bmc-onekey
  sdbproxy watcomdebug esimport m2pa/ quest-data-hub/ oap oap-s mbg-ctrl mccwebsvr-port megardsvr-port megaregsvrport
  tag-ups-1 dmaf-server/dmaf-caster ccm-port cmc-port config-port data-port ttat3lb nati-svrloc kfxaclicensing press
  canex-watch u-dbap emprise-lls emprise-lsc p2pgroup sentinel isomair wv-csp-sms gtrack-server gtrack-ne bpmd
  mediaspace shareapp iw-mmogame a14 a15 quasar-server trap-daemon visinet-gui infiniswitchcl int-rcv-cntrl
  bmc-jmx-port comcam-io splitlock precise-i3 trendchip-dcp cpdi-pidas-cm echonet six-degrees hp-dataprotect
  alaris-disc sigma-port start-network cd3o-protocol sharp-server aairnet-1 aairnet-2 ep-pcp ep-nsp ff-lr-port
  haipe-discover dist-upgrade volley bvcdaemon-port jamserverport ept-machine escvpnet cs-remote-db cs-services
  distccd/distcc wacp hlibmgr sdo servistaitsm scservp ehp-backup xap-ha netplay-port1 netplay-port2 juxml-port
  audiojuggler ssowatch cyc xss-srv-port splitlock-gw fjcp nmmp prismiq-plugin xrpc-registry vxcrnbuport tsp vaprtm
  abatemgr abatjss immedianet-bcn ps-ams apple-sasl can-nds-ssl can-ferret-ssl pserver dtp ups-engine ent-engine
  eserver-pap infoexch dell-rm-port casanswmgmt smile efcp lispworks-orb mediavault-gui wininstall-ipc calltrax
  va-pacbase roverlog ipr-dglt newton-dock npds-tracker bts-x73 cas-mapi bmc-ea faxstfx-port dsx-agent tnmpv2
  simple-push simple-push-s rendezvous/daap svn magaya-network intelsync easl/ 3695 bmc-data-coll telnetcpcd
  nw-license sagectlpanel kpn-icw lrs-paging netcelera ws-discovery adobeserver-3 adobeserver-4 adobeserver-5 rt-event
  rt-event-s sun-as-iiops ca-idms portgate-auth edb-server2 sentinel-ent tftps delos-dms anoto-rendezv wv-csp-sms-cir
  wv-csp-udp-cir opus-services itelserverport ufastro-instr xsync xserveraid sychrond blizwow na-er-tip array-manager
  e-mdu e-woa fksp-audit client-ctrl smap m-wnn multip-msg synel-data pwdis rs-rmi xpanel/ versatalk launchbird-lm
  heartbeat wysdma cst-port ipcs-command sasg gw-call-port linktest linktest-s webdata cimtrak cbos-ip-port gprs-cube
  vipremoteagent nattyserver timestenbroker sas-remote-hlp canon-capt grf-port apw-registry exapt-lmgr adtempusclient
  gsakmp gbs-smp xo-wave mni-prot-rout rtraceroute sitewatch-s/ listmgr-port rblcheckd haipe-otnk cindycollab
  paging-port ctp ctdhercules zicom ispmmgr dvcprov-port jibe-eb c-h-it-port cognima nnp abcvoice-port iso-tp0s
  bim-pem bfd-control bfd-echo upstriggervsw fintrx isrp-port remotedeploy quickbooksrds tvnetworkvideo sitewatch
  dcsoftware jaus myblast spw-dialer idps minilock radius-dynauth pwgpsi ibm-mgr vhd soniqsync iqnet-port
  tcpdataserver wsmlb spugna sun-as-iiops-ca apocd wlanauth amp neto-wol-server rap-ip neto-dcs lansurveyorxml
  sunlps-http tapeware crinis-hb epl-slp scp pmcp acp-discovery acp-conduit acp-policy ffserver wormux netmpi neteh
  neteh-ext cernsysmgmtagt dvapps xxnetserver aipn-auth spectardata spectardb markem-dcp mkm-discovery sos amx-rms
  flirtmitmir zfirm-shiprush3 nhci quest-agent rnm v-one-spp an-pcp msfw-control item spw-dnspreload qtms-bootstrap
  spectraport sse-app-config sscan stryker-com opentrac informer trap-port trap-port-mom nav-port sasp winshadow-hd
  giga-pocket asap-tcp asap-tcp-tls/ xpl dzdaemon dzoglserver diameter/ ovsam-mgmt ovsam-d-agent avocent-adsap
  oem-agent fagordnc sixxsconfig pnbscada dl_agent xmpcr-interface fotogcad appss-lm igrs idac msdts1 vrpn
  softrack-meter topflow-ssl nei-management ciphire-data ciphire-serv dandv-tester ndsconnect rtc-pm-port
  pcc-image-port cgi-starapi syam-agent syam-smc sdo-tls sdo-ssh senip itv-control udt_os nimsh nimaux charsetmgr
  omnilink-port mupdate topovista-data imoguia-port hppronetman surfcontrolcpa prnrequest prnstatus gbmt-stars
  listcrt-port listcrt-port-2 agcat wysdmc aftmux pktcablemmcops hyperip exasoftport1 herodotus-net sor-update
  symb-sb-port mpl-gprs-port zmp winport natdataservice netboot-pxe smauth-port syam-webserver msr-plugin-port
  dyn-site plbserve-port sunfm-port sdp-portmapper mailprox dvbservdsc dbcontrol_agent aamp xecp-node homeportal-web
  srdp tig sops emcads backupedge ccp apdap drip namemunge pwgippfax i3-sessionmgr xmlink-connect adrep p2pcommunity
  gvcp mqe-broker mqe-agent treehopper bess proaxess sbi-agent thrp sasggprs ati-ip-to-ncpe bflckmgr ppsms
  ianywhere-dbns landmarks lanrevagent lanrevserver iconp progistics citysearch airshot opswagent opswmanager
  secure-cfg-svr smwan acms starfish eis eisp mapper-nodemgr mapper-mapethd mapper-ws_ethd centerline dcs-config
  bv-queryengine bv-is bv-smcsrv bv-ds bv-agent 3995 iss-mgmt-ssl abcsoftware/remoteanything
  agentsease-db/remoteanything dnx/remoteanything remoteanything/nvcnet
`;
