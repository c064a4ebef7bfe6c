/**
 * Service names as nmap 7.93 prints them in its SERVICE column: every named port below 1024, every named one of
 * each protocol's 1000 default ports, and well-known servers with the ports beside them, where rules have their edges.
 * Taken from nmap's own output for its own machine.
 */
const tcpNames = `
  1/tcpmux 2/compressnet 3/compressnet 5/rje 7/echo 9/discard 11/systat 13/daytime 15/netstat 17/qotd 18/msp
  19/chargen 20/ftp-data 21/ftp 22/ssh 23/telnet 24/priv-mail 25/smtp 26/rsftp 27/nsw-fe 29/msg-icp 31/msg-auth
  33/dsp 35/priv-print 37/time 38/rap 39/rlp 41/graphics 42/nameserver 43/whois 44/mpm-flags 45/mpm 46/mpm-snd
  47/ni-ftp 48/auditd 49/tacacs 50/re-mail-ck 51/la-maint 52/xns-time 53/domain 54/xns-ch 55/isi-gl 56/xns-auth
  57/priv-term 58/xns-mail 59/priv-file 61/ni-mail 62/acas 63/via-ftp 64/covia 65/tacacs-ds 66/sqlnet 67/dhcps
  68/dhcpc 69/tftp 70/gopher 71/netrjs-1 72/netrjs-2 73/netrjs-3 74/netrjs-4 75/priv-dial 76/deos 77/priv-rje
  78/vettcp 79/finger 80/http 81/hosts2-ns 82/xfer 83/mit-ml-dev 84/ctf 85/mit-ml-dev 86/mfcobol 87/priv-term-l
  88/kerberos-sec 89/su-mit-tg 90/dnsix 91/mit-dov 92/npp 93/dcp 94/objcall 95/supdup 96/dixie 97/swift-rvf
  98/linuxconf 99/metagram 100/newacct 101/hostname 102/iso-tsap 103/gppitnp 104/acr-nema 105/csnet-ns
  106/pop3pw 107/rtelnet 108/snagas 109/pop2 110/pop3 111/rpcbind 112/mcidas 113/ident 114/audionews 115/sftp
  116/ansanotify 117/uucp-path 118/sqlserv 119/nntp 120/cfdptkt 121/erpc 122/smakynet 123/ntp 124/ansatrader
  125/locus-map 126/unitary 127/locus-con 128/gss-xlicen 129/pwdgen 130/cisco-fna 131/cisco-tna 132/cisco-sys
  133/statsrv 134/ingres-net 135/msrpc 136/profile 137/netbios-ns 138/netbios-dgm 139/netbios-ssn 140/emfis-data
  141/emfis-cntl 142/bl-idm 143/imap 144/news 145/uaac 146/iso-tp0 147/iso-ip 148/cronus 149/aed-512 150/sql-net
  151/hems 152/bftp 153/sgmp 154/netsc-prod 155/netsc-dev 156/sqlsrv 157/knet-cmp 158/pcmail-srv 159/nss-routing
  160/sgmp-traps 161/snmp 162/snmptrap 163/cmip-man 164/cmip-agent 165/xns-courier 166/s-net 167/namp 168/rsvd
  169/send 170/print-srv 171/multiplex 172/cl-1 173/xyplex-mux 174/mailq 175/vmnet 176/genrad-mux 177/xdmcp
  178/nextstep 179/bgp 180/ris 181/unify 182/audit 183/ocbinder 184/ocserver 185/remote-kis 186/kis 187/aci
  188/mumps 189/qft 190/gacp 191/prospero 192/osu-nms 193/srmp 194/irc 195/dn6-nlm-aud 196/dn6-smm-red 197/dls
  198/dls-mon 199/smux 200/src 201/at-rtmp 202/at-nbp 203/at-3 204/at-echo 205/at-5 206/at-zis 207/at-7 208/at-8
  209/tam 210/z39.50 211/914c-g 212/anet 213/ipx 214/vmpwscs 215/softpc 216/atls 217/dbase 218/mpp 219/uarps
  220/imap3 221/fln-spx 222/rsh-spx 223/cdc 224/masqdialer 242/direct 243/sur-meas 244/dayna 245/link
  246/dsp3270 247/subntbcst_tftp 248/bhfhs 256/fw1-secureremote 257/fw1-mc-fwmodule 258/fw1-mc-gui 259/esro-gen
  260/openport 261/nsiiops 262/arcisdms 263/hdap 264/bgmp 265/maybe-fw1 266/sst 267/td-service 268/td-replica
  269/manet 270/gist 271/pt-tls 280/http-mgmt 281/personal-link 282/cableport-ax 283/rescap 284/corerjd 286/fxp
  287/k-block 308/novastorbakcup 309/entrusttime 310/bhmds 311/asip-webadmin 312/vslmp 313/magenta-logic
  314/opalis-robot 315/dpsi 316/decauth 317/zannet 318/pkix-timestamp 319/ptp-event 320/ptp-general 321/pip
  322/rtsps 323/rpki-rtr 324/rpki-rtr-tls 333/texar 344/pdap 345/pawserv 346/zserv 347/fatserv 348/csi-sgwp
  349/mftp 350/matip-type-a 351/matip-type-b 352/dtag-ste-sb 353/ndsauth 354/bh611 355/datex-asn
  356/cloanto-net-1 357/bhevent 358/shrinkwrap 359/tenebris_nts 360/scoi2odialog 361/semantix 362/srssend
  363/rsvp_tunnel 364/aurora-cmgr 365/dtk 366/odmr 367/mortgageware 368/qbikgdp 369/rpc2portmap 370/codaauth2
  371/clearcase 372/ulistserv 373/legent-1 374/legent-2 375/hassle 376/nip 377/tnETOS 378/dsETOS 379/is99c
  380/is99s 381/hp-collector 382/hp-managed-node 383/hp-alarm-mgr 384/arns 385/ibm-app 386/asa 387/aurp
  388/unidata-ldm 389/ldap 390/uis 391/synotics-relay 392/synotics-broker 393/dis 394/embl-ndt 395/netcp
  396/netware-ip 397/mptn 398/kryptolan 399/iso-tsap-c2 400/work-sol 401/ups 402/genie 403/decap 404/nced
  405/ncld 406/imsp 407/timbuktu 408/prm-sm 409/prm-nm 410/decladebug 411/rmt 412/synoptics-trap 413/smsp
  414/infoseek 415/bnet 416/silverplatter 417/onmux 418/hyper-g 419/ariel1 420/smpte 421/ariel2 422/ariel3
  423/opc-job-start 424/opc-job-track 425/icad-el 426/smartsdp 427/svrloc 428/ocs_cmu 429/ocs_amu 430/utmpsd
  431/utmpcd 432/iasd 433/nnsp 434/mobileip-agent 435/mobilip-mn 436/dna-cml 437/comscm 438/dsfgw 439/dasp
  440/sgcp 441/decvms-sysmgt 442/cvc_hostd 443/https 444/snpp 445/microsoft-ds 446/ddm-rdb 447/ddm-dfm
  448/ddm-ssl 449/as-servermap 450/tserver 451/sfs-smp-net 452/sfs-config 453/creativeserver 454/contentserver
  455/creativepartnr 456/macon 457/scohelp 458/appleqtc 459/ampr-rcmd 460/skronk 461/datasurfsrv
  462/datasurfsrvsec 463/alpes 464/kpasswd5 465/smtps 466/digital-vrc 467/mylex-mapd 468/photuris 469/rcp
  470/scx-proxy 471/mondex 472/ljk-login 473/hybrid-pop 474/tn-tl-w1 475/tcpnethaspsrv 476/tn-tl-fd1 477/ss7ns
  478/spsc 479/iafserver 480/loadsrv 481/dvs 482/bgs-nsi 483/ulpnet 484/integra-sme 485/powerburst 486/sstats
  487/saft 488/gss-http 489/nest-protocol 490/micom-pfs 491/go-login 492/ticf-1 493/ticf-2 494/pov-ray
  495/intecourier 496/pim-rp-disc 497/retrospect 498/siam 499/iso-ill 500/isakmp 501/stmf 502/mbap 503/intrinsa
  504/citadel 505/mailbox-lm 506/ohimsrv 507/crs 508/xvttp 509/snare 510/fcp 511/passgo 512/exec 513/login
  514/shell 515/printer 516/videotex 517/talk 518/ntalk 519/utime 520/efs 521/ripng 522/ulp 523/ibm-db2 524/ncp
  525/timed 526/tempo 527/stx 528/custix 529/irc 530/courier 531/conference 532/netnews 533/netwall 534/mm-admin
  535/iiop 536/opalis-rdv 537/nmsp 538/gdomap 539/apertus-ldp 540/uucp 541/uucp-rlogin 542/commerce 543/klogin
  544/kshell 545/ekshell 546/dhcpv6-client 547/dhcpv6-server 548/afp 549/idfp 550/new-rwho 551/cybercash
  552/deviceshare 553/pirp 554/rtsp 555/dsf 556/remotefs 557/openvms-sysipc 558/sdnskmp 559/teedtap 560/rmonitor
  561/monitor 562/chshell 563/snews 564/9pfs 565/whoami 566/streettalk 567/banyan-rpc 568/ms-shuttle 569/ms-rome
  570/meter 571/umeter 572/sonar 573/banyan-vip 574/ftp-agent 575/vemmi 576/ipcd 577/vnas 578/ipdd 579/decbsrv
  580/sntp-heartbeat 581/bdp 582/scc-security 583/philips-vc 584/keyserver 585/imap4-ssl 586/password-chg
  587/submission 588/cal 589/eyelink 590/tns-cml 591/http-alt 592/eudora-set 593/http-rpc-epmap 594/tpip
  595/cab-protocol 596/smsd 597/ptcnameservice 598/sco-websrvrmg3 599/acp 600/ipcserver 601/syslog-conn
  602/xmlrpc-beep 603/mnotes 604/tunnel 605/soap-beep 606/urm 607/nqs 608/sift-uft 609/npmp-trap 610/npmp-local
  611/npmp-gui 612/hmmp-ind 613/hmmp-op 614/sshell 615/sco-inetmgr 616/sco-sysmgr 617/sco-dtmgr 618/dei-icda
  619/compaq-evm 620/sco-websrvrmgr 621/escp-ip 622/collaborator 623/oob-ws-http 624/cryptoadmin
  625/apple-xsrvr-admin 626/apple-imap-admin 627/passgo-tivoli 628/qmqp 629/3com-amp3 630/rda 631/ipp 632/bmpp
  633/servstat 634/ginad 635/rlzdbase 636/ldapssl 637/lanserver 638/mcns-sec 639/msdp 640/entrust-sps 641/repcmd
  642/esro-emsdp 643/sanity 644/dwr 645/pssc 646/ldp 647/dhcp-failover 648/rrp 649/cadview-3d 650/obex
  651/ieee-mms 652/hello-port 653/repscmd 654/aodv 655/tinc 656/spmp 657/rmc 658/tenfold 660/mac-srvr-admin
  661/hap 662/pftp 663/purenoise 664/secure-aux-bus 665/sun-dr 666/doom 667/disclose 668/mecomm 669/meregister
  670/vacdsm-sws 671/vacdsm-app 672/vpps-qua 673/cimplex 674/acap 675/dctp 676/vpps-via 677/vpp 678/ggf-ncp
  679/mrm 680/entrust-aaas 681/entrust-aams 682/xfr 683/corba-iiop 684/corba-iiop-ssl 685/mdc-portmapper
  686/hcp-wismar 687/asipregistry 688/realm-rusd 689/nmap 690/vatp 691/resvc 692/hyperwave-isp 693/connendp
  694/ha-cluster 695/ieee-mms-ssl 696/rushd 697/uuidgen 698/olsr 699/accessnetwork 700/epp 701/lmp 702/iris-beep
  704/elcsd 705/agentx 706/silc 707/borland-dsj 709/entrustmanager 710/entrust-ash 711/cisco-tdp 712/tbrpf
  713/iris-xpc 714/iris-xpcs 715/iris-lwz 716/pana 723/omfs 729/netviewdm1 730/netviewdm2 731/netviewdm3
  740/netcp 741/netgw 742/netrcs 744/flexlm 747/fujitsu-dev 748/ris-cm 749/kerberos-adm 750/kerberos 751/kadmin
  752/qrh 753/rrh 754/krb_prop 758/nlogin 759/con 760/krbupdate 761/kpasswd 762/quotad 763/cycleserv 764/omserv
  765/webster 767/phonebook 769/vid 770/cadlock 771/rtip 772/cycleserv2 773/submit 774/rpasswd 775/entomb
  776/wpages 777/multiling-http 780/wpgs 781/hp-collector 782/hp-managed-node 783/spamassassin 786/concert
  787/qsc 799/controlit 800/mdbs_daemon 801/device 802/mbap-s 808/ccproxy-http 810/fcp-udp 828/itm-mcell-s
  829/pkix-3-ca-ra 830/netconf-ssh 831/netconf-beep 832/netconfsoaphttp 833/netconfsoapbeep 847/dhcp-failover2
  848/gdoi 853/domain-s 854/dlep 860/iscsi 861/owamp-control 862/twamp-control 871/supfilesrv 873/rsync
  886/iclcnet-locate 887/iclcnet_svinfo 888/accessbuilder 898/sun-manageconsole 900/omginitialrefs
  901/samba-swat 902/iss-realsecure 903/iss-console-mgr 910/kink 911/xact-backup 912/apex-mesh 913/apex-edge
  950/oftep-rpc 953/rndc 975/securenetpro-sensor 989/ftps-data 990/ftps 991/nas 992/telnets 993/imaps 994/ircs
  995/pop3s 996/xtreelic 997/maitrd 998/busboy 999/garcon 1000/cadlock 1001/webpush 1002/windows-icfw 1008/ufsd
  1010/surf 1021/exp1 1022/exp2 1023/netvenuechat 1024/kdm 1025/NFS-or-IIS 1026/LSA-or-nterm 1027/IIS
  1029/ms-lsa 1030/iad1 1031/iad2 1032/iad3 1033/netinfo 1034/zincite-a 1035/multidropper 1036/nsstp 1037/ams
  1038/mtqp 1039/sbl 1040/netsaint 1041/danf-ak2 1042/afrog 1043/boinc 1044/dcutility 1045/fpitp
  1046/wfremotertm 1047/neod1 1048/neod2 1049/td-postman 1050/java-or-OTGfileshare 1051/optima-vnet 1052/ddt
  1053/remote-as 1054/brvread 1055/ansyslmd 1056/vfo 1057/startron 1058/nim 1059/nimreg 1060/polestar 1061/kiosk
  1062/veracity 1063/kyoceranetdev 1064/jstel 1065/syscomlan 1066/fpo-fns 1067/instl_boots 1068/instl_bootc
  1069/cognex-insight 1070/gmrupdateserv 1071/bsquare-voip 1072/cardax 1073/bridgecontrol 1074/warmspotMgmt
  1075/rdrmshc 1076/sns_credit 1077/imgames 1078/avocent-proxy 1079/asprovatalk 1080/socks 1081/pvuniwien
  1082/amt-esd-prot 1083/ansoft-lm-1 1084/ansoft-lm-2 1085/webobjects 1086/cplscrambler-lg 1087/cplscrambler-in
  1088/cplscrambler-al 1089/ff-annunc 1090/ff-fms 1091/ff-sm 1092/obrpd 1093/proofd 1094/rootd 1095/nicelink
  1096/cnrprotocol 1097/sunclustermgr 1098/rmiactivation 1099/rmiregistry 1100/mctp 1102/adobeserver-1 1104/xrl
  1105/ftranhc 1106/isoipsigport-1 1107/isoipsigport-2 1108/ratio-adp 1110/nfsd-status 1111/lmsocialserver
  1112/msql 1113/ltp-deepspace 1114/mini-sql 1117/ardus-mtrns 1119/bnetgame 1121/rmpp 1122/availant-mgr
  1123/murray 1124/hpvmmcontrol 1126/hpvmmdata 1130/casp 1131/caspssl 1132/kvm-via-ip 1137/trim
  1138/encrypted_admin 1141/mxomss 1145/x9-icue 1147/capioverlan 1148/elfiq-repl 1149/bvtsonar 1151/unizensus
  1152/winpoplanmess 1154/resacommunity 1163/sddp 1164/qsm-proxy 1165/qsm-gui 1166/qsm-remote 1169/tripwire
  1174/fnet-remote-ui 1175/dossier 1183/llsurfup-http 1185/catchpole 1186/mysql-cluster 1187/alias
  1192/caids-sensor 1194/openvpn 1198/cajo-discovery 1199/dmidi 1201/nucleus-sand 1213/mpc-lifenet 1216/etebac5
  1217/hpss-ndapi 1218/aeroflight-ads 1233/univ-appserver 1234/hotline 1236/bvcontrol 1244/isbconference1
  1247/visionpyramid 1248/hermes 1259/opennl-voice 1271/excw 1272/cspmlockmgr 1277/miva-mqs 1287/routematch
  1296/dproxy 1300/h323hostcallsc 1301/ci3-software-1 1309/jtag-server 1310/husky 1311/rxmon 1322/novation
  1328/ewall 1334/writesrv 1352/lotusnotes 1417/timbuktu-srv1 1432/blueberry-lm 1433/ms-sql-s 1434/ms-sql-m
  1443/ies-lm 1455/esl-lm 1461/ibm_wrless_lan 1494/citrix-ica 1500/vlsi-lm 1501/sas-3 1503/imtc-mcs
  1520/atm-zip-office 1521/oracle 1522/rna-lm 1524/ingreslock 1533/virtual-places 1556/veritas_pbx 1580/tn-tl-r1
  1583/simbaexpress 1594/sixtrak 1600/issd 1641/invision 1658/sixnetudr 1666/netview-aix-6 1687/nsjtp-ctrl
  1688/nsjtp-data 1700/mps-raft 1717/fj-hdnet 1718/h323gatedisc 1719/h323gatestat 1720/h323q931 1721/caicci
  1723/pptp 1755/wms 1761/landesk-rc 1782/hp-hcip 1801/msmq 1805/enl-name 1812/radius 1813/radius-acct
  1839/netopia-vo1 1840/netopia-vo2 1862/mysql-cm-agent 1863/msnp 1864/paradym-31 1875/westell-stats
  1882/ecsqdmn 1883/mqtt 1884/idmaps 1900/upnp 1914/elm-momentum 1935/rtmp 1947/sentinelsrm 1971/netop-school
  1972/intersys-cache 1974/drp 1984/bigbrother 1998/x25-svc-port 1999/tcp-id-port 2000/cisco-sccp 2001/dc
  2002/globe 2003/finger 2004/mailbox 2005/deslogin 2006/invokator 2007/dectalk 2008/conf 2009/news 2010/search
  2013/raid-am 2020/xinupageserver 2021/servexec 2022/down 2030/device2 2033/glogger 2034/scoremgr 2035/imsldoc
  2038/objectmanager 2040/lam 2041/interbase 2042/isis 2043/isis-bcast 2045/cdfunc 2046/sdfunc 2047/dls
  2048/dls-monitor 2049/nfs 2050/av-emb-config 2065/dlsrpn 2068/avocentkvm 2099/h2250-annex-g 2100/amiganetfs
  2103/zephyr-clt 2105/eklogin 2106/ekshell 2107/msmq-mgmt 2111/kx 2119/gsigatekeeper 2121/ccproxy-ftp
  2126/pktcable-cops 2135/gris 2144/lv-ffx 2160/apc-2160 2161/apc-agent 2170/eyetv 2179/vmrdp 2180/mc-gt-srv
  2181/eforward 2182/cgn-stat 2190/tivoconnect 2191/tvbus 2200/ici 2222/EtherNetIP-1 2251/dif-port 2260/apc-2260
  2288/netml 2301/compaqdiag 2323/3d-nfsd 2366/qip-login 2374/hydra 2375/docker 2376/docker 2377/swarm 2378/dali
  2379/etcd-client 2380/etcd-server 2381/compaq-https 2382/ms-olap3 2383/ms-olap4 2393/ms-olap1 2394/ms-olap2
  2399/fmpro-fdal 2401/cvspserver 2492/groove 2500/rtsserv 2522/windb 2525/ms-v-worlds 2557/nicetec-mgmt
  2601/zebra 2602/ripd 2604/ospfd 2605/bgpd 2607/connection 2608/wag-service 2638/sybase 2701/sms-rcinfo
  2702/sms-xfer 2710/sso-service 2717/pn-requester 2718/pn-requester2 2725/msolap-ptp2 2800/acc-raid
  2809/corbaloc 2811/gsiftp 2869/icslap 2875/dxmessagebase2 2888/spcsdlobby 2909/funk-dialout 2910/tdaccess
  2920/roboeda 2967/symantec-av 2968/enpp 2998/iss-realsec 2999/remoteware-un 3000/ppp 3001/nessus
  3002/exlm-agent 3003/cgms 3005/deslogin 3006/deslogind 3007/lotusmtap 3011/trusted-web 3013/gilatskysurfer
  3017/event_listener 3030/arepa-cas 3031/eppc 3052/powerchute 3071/csd-mgmt-port 3077/orbix-loc-ssl
  3128/squid-http 3168/poweronnud 3211/avsecuremgmt 3221/xnm-clear-text 3260/iscsi 3261/winshadow
  3268/globalcatLDAP 3269/globalcatLDAPssl 3283/netassistant 3300/ceph 3301/tarantool 3305/odette-ftp 3306/mysql
  3307/opsession-prxy 3322/active-net 3323/active-net 3324/active-net 3325/active-net 3333/dec-notes
  3351/btrieve 3367/satvid-datalnk 3369/satvid-datalnk 3370/satvid-datalnk 3371/satvid-datalnk 3372/msdtc
  3388/cbserver 3389/ms-wbt-server 3390/dsc 3476/nppmp 3478/stun 3493/nut 3517/802-11-iapp 3527/beserver-msg-q
  3551/apcupsd 3580/nati-svrloc 3659/apple-sasl 3689/rendezvous 3690/svn 3703/adobeserver-3 3737/xpanel
  3766/sitewatch-s 3784/bfd-control 3800/pwgpsi 3801/ibm-mgr 3809/apocd 3814/neto-dcs 3826/wormux 3827/netmpi
  3828/neteh 3851/spectraport 3869/ovsam-mgmt 3871/avocent-adsap 3878/fotogcad 3880/igrs 3888/ciphire-serv
  3889/dandv-tester 3905/mupdate 3914/listcrt-port-2 3918/pktcablemmcops 3920/exasoftport1 3945/emcads
  3971/lanrevserver 3986/mapper-ws_ethd 3995/iss-mgmt-ssl 3998/dnx 3999/remoteanything 4000/remoteanything
  4001/newoak 4002/mlchat-proxy 4003/pxc-splr-ft 4004/pxc-roid 4005/pxc-pin 4006/pxc-spvr 4039/fazzt-admin
  4040/yo-main 4041/houston 4045/lockd 4111/xgrid 4125/rww 4126/ddrepl 4129/nuauth 4199/eims-admin
  4200/vrml-multi-use 4201/vrml-multi-use 4222/vrml-multi-use 4224/xtell 4242/vrml-multi-use 4279/vrml-multi-use
  4321/rwhois 4343/unicall 4368/wxbrief 4369/epmd 4370/elpro_tunnel 4442/saris 4443/pharos 4444/krb524
  4445/upnotifyp 4446/n1-fwp 4449/privatewire 4500/sae-urn 4550/gds-adppiw-db 4567/tram 4662/edonkey
  4848/appserv-http 4899/radmin 4900/hfcs 4998/maybe-veritas 4999/hfcs-manager 5000/upnp 5001/commplex-link
  5002/rfe 5003/filemaker 5004/avt-profile-1 5009/airport-admin 5030/surfpass 5033/jtnetd-server 5043/swxadmin
  5044/lxi-evntsvc 5045/osp 5050/mmcc 5051/ida-agent 5054/rlm-admin 5060/sip 5061/sip-tls 5080/onscreen
  5087/biotic 5100/admd 5101/admdog 5102/admeng 5120/barracuda-bbs 5190/aol 5200/targus-getdata 5221/3exmp
  5222/xmpp-client 5225/hp-server 5226/hp-status 5269/xmpp-server 5280/xmpp-bosh 5298/presence 5349/stuns
  5357/wsdapi 5405/pcduo 5414/statusd 5431/park-agent 5432/postgresql 5433/pyrrho 5434/sgi-arrayd 5500/hotline
  5510/secureidprop 5550/sdadmind 5555/freeciv 5560/isqlplus 5566/westec-connect 5600/esmmanager 5601/esmagent
  5602/a1-msc 5631/pcanywheredata 5633/beorl 5666/nrpe 5670/filemq 5671/amqps 5672/amqp 5673/jms 5678/rrac
  5679/activesync 5718/dpm 5730/unieng 5800/vnc-http 5801/vnc-http-1 5802/vnc-http-2 5859/wherehoo 5900/vnc
  5901/vnc-1 5902/vnc-2 5903/vnc-3 5904/ag-swim 5906/rpas-c2 5907/dsd 5910/cm 5911/cpdlc 5938/teamviewer
  5963/indy 5984/couchdb 5985/wsman 5986/wsmans 5987/wbem-rmi 5988/wbem-http 5989/wbem-https 5998/ncd-diag
  5999/ncd-conf 6000/X11 6001/X11:1 6002/X11:2 6003/X11:3 6004/X11:4 6005/X11:5 6006/X11:6 6007/X11:7 6009/X11:9
  6025/x11 6059/X11:59 6100/synchronet-db 6101/backupexec 6106/isdninfo 6112/dtspc 6123/backup-express
  6346/gnutella 6379/redis 6389/clariion-evr01 6442/tarp 6443/sun-sr-https 6444/sge_qmaster 6502/netop-rc
  6510/mcer-port 6514/syslog-tls 6543/mythtv 6547/powerchuteplus 6566/sane-port 6567/esp 6580/parsec-master
  6666/irc 6667/irc 6668/irc 6669/irc 6689/tsa 6699/napster 6788/smc-http 6789/ibm-db2-admin
  6881/bittorrent-tracker 6901/jetstream 6969/acmsoda 6999/iatp-normalpri 7000/afs3-fileserver
  7001/afs3-callback 7002/afs3-prserver 7004/afs3-kaserver 7007/afs3-bos 7019/doceri-ctl 7025/vmsvc-2
  7070/realserver 7100/font-service 7200/fodms 7201/dlip 7402/rtps-dd-mt 7443/oracleas-https 7473/rise
  7474/neo4j 7627/soap-http 7676/imqbrokerd 7687/bolt 7741/scriptview 7777/cbt 7778/interwise 7800/asr
  7937/nsrexecd 7938/lgtomapper 7999/irdmi2 8000/http-alt 8001/vcom-tunnel 8002/teradataordbms 8007/ajp12
  8008/http 8009/ajp13 8010/xmpp 8021/ftp-proxy 8022/oa-system 8042/fs-agent 8080/http-proxy
  8081/blackice-icecap 8082/blackice-alerts 8083/us-srv 8084/websnp 8086/d-s-n 8087/simplifymedia
  8088/radan-http 8090/opsmessaging 8091/jamlink 8100/xprint-server 8140/puppet 8161/patrol-snmp
  8181/intermapper 8182/vmware-fdm 8192/sophos 8193/sophos 8194/sophos 8199/vvr-data 8200/trivnet1 8201/trivnet2
  8292/blp3 8300/tmi 8301/amberon 8333/bitcoin 8383/m2mservices 8400/cvd 8402/abarsd 8442/cybro-a-bus
  8443/https-alt 8444/pcsync-http 8500/fmtp 8501/cmtp-mgt 8600/asterix 8800/sunwebadmin 8873/dxspider
  8883/secure-mqtt 8888/sun-answerbook 8889/ddi-tcp-2 8899/ospf-lite 8999/bctp 9000/cslistener 9001/tor-orport
  9002/dynamid 9009/pichat 9010/sdr 9011/d-star 9040/tor-trans 9050/tor-socks 9080/glrpc 9081/cisco-aqos
  9089/sqlexec-ssl 9090/zeus-admin 9091/xmltec-xmlmail 9092/XmlIpcRegSvc 9093/copycat 9100/jetdirect
  9101/jetdirect 9102/jetdirect 9103/jetdirect 9111/DragonIDSConsole 9160/apani1 9200/wap-wsp 9201/wap-wsp-wtp
  9207/wap-vcal-s 9300/vrace 9418/git 9443/tungsten-https 9500/ismserver 9535/man 9593/cba8 9594/msgsys 9595/pds
  9600/micromuse-ncpw 9618/condor 9666/zoomcp 9876/sd 9877/x510 9878/kca-service 9898/monkeycom 9900/iua
  9929/nping-echo 9997/palace-6 9998/distinct32 9999/abyss 10000/snet-sensor-mgmt 10001/scp-config
  10002/documentum 10003/documentum_s 10004/emcrmirccd 10009/swdtp-sv 10010/rxapi 10082/amandaidx 11110/sgi-soap
  11111/vce 11211/memcache 11967/sysinfo-sp 12000/cce4x 12345/netbus 13722/netbackup 13782/netbackup
  13783/netbackup 14000/scotty-ft 15000/hydap 15002/onep-tls 15660/bex-xr 16000/fmsas 16001/fmsascon
  16080/osxwebadmin 16992/amt-soap-http 16993/amt-soap-https 19283/keysrvr 19315/keyshadow 20000/dnp 20005/btx
  20222/ipulse-ics 25565/minecraft 27000/flexlm0 27017/mongod 27018/mongod 27019/mongod 29999/bingbang
  30000/ndmps 30001/pago-services1 31337/Elite 32767/filenet-powsrm 32768/filenet-tms 32769/filenet-rpc
  32770/sometimes-rpc3 32771/sometimes-rpc5 32772/sometimes-rpc7 32773/sometimes-rpc9 32774/sometimes-rpc11
  32775/sometimes-rpc13 32776/sometimes-rpc15 32777/sometimes-rpc17 32778/sometimes-rpc19 32779/sometimes-rpc21
  32780/sometimes-rpc23 33060/mysqlx 38292/landesk-cba 42510/caerpc 44442/coldfusion-auth 44443/coldfusion-auth
  49400/compaqdiag 50000/ibm-db2 50002/iiimsf 62078/iphone-sync
`;

/** UDP ports below 1024 whose name is not the TCP port's, and every named one of the 1000 default ports above. */
const udpNames = `
  98/tacnews 106/3com-tsmux 113/auth 164/smip-agent 190/cacp 256/rap 257/set 258/yak-chat 259/firewall1-rdp
  264/fw1-or-bgmp 265/x-bone-ctl 474/tn-tl-w2 480/iafdbase 481/ph 482/xlog 486/avian 512/biff 513/who 514/syslog
  520/route 545/appleqtcsrvr 603/idxp 623/asf-rmcp 625/dec_dlm 626/serialnumberd 635/mount 636/ldaps 640/pcnfs
  650/bwnfs 691/msexch-routing 737/sometimes-rpc2 754/tell 760/ns 761/rxe 773/notify 774/acmaint_dbd
  775/acmaint_transd 901/smpnameres 902/ideafarm-door 903/ideafarm-panic 996/vsinet 998/puparp 999/applix
  1000/ock 1012/sometimes-rpc1 1025/blackjack 1026/win-rpc 1028/ms-lsa 1029/solid-mux 1030/iad1 1031/iad2
  1032/iad3 1033/netinfo-local 1034/activesync-notify 1035/mxxrlogin 1036/nsstp 1037/ams 1038/mtqp 1039/sbl
  1040/netarx 1041/danf-ak2 1042/afrog 1043/boinc 1044/dcutility 1045/fpitp 1046/wfremotertm 1047/neod1
  1048/neod2 1049/td-postman 1050/cma 1051/optima-vnet 1053/remote-as 1054/brvread 1055/ansyslmd 1056/vfo
  1057/startron 1058/nim 1059/nimreg 1060/polestar 1064/jstel 1065/syscomlan 1066/fpo-fns 1067/instl_boots
  1068/instl_bootc 1069/cognex-insight 1070/gmrupdateserv 1072/cardax 1080/socks 1081/pvuniwien
  1087/cplscrambler-in 1088/cplscrambler-al 1090/ff-fms 1100/mctp 1101/pt2-discover 1105/ftranhc
  1124/hpvmmcontrol 1194/openvpn 1200/scol 1214/fasttrack 1234/search-agent 1346/alta-ana-lm 1419/timbuktu-srv3
  1432/blueberry-lm 1433/ms-sql-s 1434/ms-sql-m 1455/esl-lm 1457/valisys-lm 1484/confluent 1485/lansource
  1520/atm-zip-office 1521/ncube-lm 1522/rna-lm 1524/ingreslock 1645/radius 1646/radacct 1701/L2TP
  1718/h225gatedisc 1719/h323gatestat 1761/cft-0 1782/hp-hcip 1804/enl 1812/radius 1813/radacct 1882/ecsqdmn
  1883/ibm-mqisdp 1884/idmaps 1885/vrtstrapserver 1886/leoip 1900/upnp 1901/fjicl-tep-a 1993/snmp-tcp-port
  2000/cisco-sccp 2002/globe 2048/dls-monitor 2049/nfs 2050/av-emb-config 2051/epnsdp 2148/veritas-ucl
  2160/apc-2160 2161/apc-2161 2180/mc-gt-srv 2181/eforward 2182/cgn-stat 2222/msantipiracy 2223/rockwell-csp2
  2343/nati-logos 2345/dbm 2362/digiman 2381/compaq-https 2967/symantec-av 2999/remoteware-un 3000/hbci
  3002/exlm-agent 3052/apc-3052 3130/squid-ipc 3283/netassistant 3296/rib-slm 3305/odette-ftp 3306/mysql
  3307/opsession-prxy 3343/ms-cluster-net 3388/cbserver 3389/ms-wbt-server 3390/dsc 3401/squid-snmp
  3456/IISrpc-or-vat 3457/vat-control 3478/stun 3659/apple-sasl 3664/ups-engine 3702/ws-discovery
  3703/adobeserver-3 3999/nvcnet 4000/icq 4001/newoak 4008/netcheque 4039/fazzt-admin 4040/yo-main 4041/houston
  4045/lockd 4199/eims-admin 4200/vrml-multi-use 4201/vrml-multi-use 4368/wxbrief 4369/epmd 4370/elpro_tunnel
  4442/saris 4443/pharos 4444/krb524 4500/nat-t-ike 4666/edonkey 4672/rfa 4999/hfcs-manager 5000/upnp
  5001/commplex-link 5002/rfe 5003/filemaker 5010/telelpathstart 5043/swxadmin 5044/lxi-evntsvc 5050/mmcc
  5060/sip 5093/sentinel-lm 5351/nat-pmp 5353/zeroconf 5355/llmnr 5431/park-agent 5432/postgresql 5433/pyrrho
  5434/sgi-arrayd 5500/securid 5555/rplay 5600/esmmanager 5601/esmagent 5602/a1-msc 5632/pcanywherestat
  5671/amqps 5672/amqp 5673/jms 5900/rfb 5984/couchdb 5985/wsman 6000/X11 6001/X11:1 6002/X11:2 6004/X11:4
  6050/x11 6346/gnutella 6347/gnutella2 6443/sun-sr-https 6444/sge_qmaster 6999/iatp-normalpri
  7000/afs3-fileserver 7001/afs3-callback 7002/afs3-prserver 7999/irdmi2 8000/irdmi 8001/vcom-tunnel
  8008/http-alt 8080/http-alt 8081/sunproxyadmin 8082/us-cli 8087/simplifymedia 8088/radan-http 8193/sophos
  8199/vvr-data 8200/trivnet1 8201/trivnet2 8300/tmi 8301/amberon 8442/cybro-a-bus 8443/pcsync-https
  8444/pcsync-http 8500/fmtp 8600/asterix 8883/secure-mqtt 8888/ddi-udp-1 8889/ddi-udp-2 8900/jmb-cds1 8999/bctp
  9000/cslistener 9001/etlservicemgr 9020/tambora 9089/sqlexec-ssl 9090/websm 9091/xmltec-xmlmail
  9092/XmlIpcRegSvc 9100/hp-pdl-datastr 9101/bacula-dir 9103/bacula-sd 9200/wap-wsp 9201/wap-wsp-wtp 9300/vrace
  9418/git 9876/sd 9950/apc-9950 9998/distinct32 9999/distinct 10000/ndmp 10001/scp-config 10080/amanda
  11211/memcache 17185/wdbrpc 17219/chipper 17754/zep 18888/apc-necmp 19283/keysrvr 19315/keyshadow 19541/jcp
  20003/commtact-https 20031/bakbonenetvault 21000/irtrans 21800/tvpm 21847/netspeak-cs 25003/icl-twobase4
  27015/halflife 27444/Trinoo_Bcast 30001/pago-services1 31335/Trinoo_Register 31337/BackOrifice
  32767/filenet-powsrm 32768/omad 32769/filenet-rpc 32770/sometimes-rpc4 32771/sometimes-rpc6
  32772/sometimes-rpc8 32773/sometimes-rpc10 32774/sometimes-rpc12 32775/sometimes-rpc14 32776/sometimes-rpc16
  32777/sometimes-rpc18 32778/sometimes-rpc20 32779/sometimes-rpc22 32780/sometimes-rpc24 38037/landesk-cba
  38293/landesk-cba 39213/sygatefw 42508/candp 47624/directplaysrvr 47808/bacnet 54321/bo2k
`;

/** TCP ports below 1024 whose name is not the UDP port's too. */
const tcpOnly: ReadonlySet<number> = new Set([
  15, 26, 87, 100, 271, 323, 324, 723, 783, 787, 799, 802, 808, 853, 854, 871, 898, 950, 953, 975, 1001, 1002,
  1023,
]);

function read(table: string): ReadonlyMap<number, string> {
  return new Map(
    table
      .trim()
      .split(/\s+/)
      .map((row) => {
        const slash = row.indexOf('/');
        return [Number(row.slice(0, slash)), row.slice(slash + 1)];
      }),
  );
}

const names = { tcp: read(tcpNames), udp: read(udpNames) };

/** The name nmap gives a port: `https`; `unknown`, nmap's own word, where the table has none. */
export function serviceName(port: number, protocol: 'tcp' | 'udp'): string {
  const isShared = protocol === 'udp' && port < 1024 && !tcpOnly.has(port);
  return names[protocol].get(port) ?? (isShared ? names.tcp.get(port) : undefined) ?? 'unknown';
}
