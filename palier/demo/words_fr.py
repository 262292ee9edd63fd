"""Sentences in French of Belgium."""

from palier.demo.words import Words

FRENCH = Words(
    openings={
        "drop_in": (
            "Passage à la permanence.",
            "Venue à la permanence avec son courrier.",
            "Reçu au guichet, sans rendez-vous.",
        ),
        "phone": (
            "Appel téléphonique.",
            "Échange au téléphone, en français simple.",
            "Rappel convenu la semaine dernière.",
        ),
        "home": ("Visite à domicile, annoncée.", "Visite à domicile à deux.", "Chez la personne, autour de la table."),
        "office": ("Rendez-vous au bureau.", "Entretien au bureau, avec interprète.", "Au bureau, une petite heure."),
        "letter": ("Lettre reçue.", "Courrier apporté et lu ensemble.", "Lettre envoyée."),
        "mail": ("Message reçu.", "Réponse envoyée par mail.", "SMS neutre envoyé."),
        "field": ("Croisé dans le hall.", "Rencontre en chemin, devant l’immeuble.", "Échange dans la cour."),
        "accompaniment": (
            "Accompagnement au CPAS.",
            "Accompagnement à la commune.",
            "Accompagnement à la maison médicale.",
        ),
    },
    facts={
        "social_rights": (
            "La mutuelle demande encore une composition de ménage ; nous l’avons commandée en ligne ensemble.",
            "Droits passés en revue : intervention majorée à vérifier, tarif social énergie en ordre.",
            "Le dossier d’allocation est complet, l’accusé de réception est dans la farde.",
            "Téléphone à la caisse, ligne occupée trois fois ; nous réessayons jeudi matin.",
            "La carte médicale est prolongée de six mois.",
        ),
        "family": (
            "L’école propose une rencontre la semaine prochaine ; la date convient.",
            "La grand-mère garde les petits le mercredi, cela libère la matinée du cours de français.",
            "Le plus jeune a une place à la crèche à partir de septembre.",
            "Nous avons préparé ensemble les questions pour le planning familial.",
            "Les vacances des enfants sont organisées avec la plaine de jeux de la commune.",
        ),
        "health": (
            "Rendez-vous pris à la maison médicale pour mardi, transport prévu avec une voisine.",
            "Le kinésithérapeute passe maintenant deux fois par semaine.",
            "La demande de soins à domicile est introduite, l’infirmière appelle vendredi.",
            "Les factures de l’hôpital sont classées ; une demande d’étalement est partie.",
        ),
        "financial": (
            "Feuille de budget remplie à la semaine, en gardant les dépenses des enfants à part.",
            "La médiation de dettes propose un premier entretien le mois prochain.",
            "La facture d’énergie est contestée : l’index relevé n’est pas celui du compteur.",
            "Le colis alimentaire est demandé pour deux mois, le temps que l’allocation reprenne.",
            "Les courriers d’huissier sont triés par date, le plus pressant est traité aujourd’hui.",
        ),
        "socio_professional": (
            "Le contrat de remplacement est signé jusqu’à la fin de l’année.",
            "Inscription à la formation d’aide-ménagère, début après les congés.",
            "Curriculum vitae refait ensemble, deux envois cet après-midi.",
            "L’équivalence du diplôme est demandée, il manque une traduction.",
        ),
        "safety": (
            "Nous avons fait le tour des personnes à appeler si cela ne va pas.",
            "Le changement de serrure est fait, les trois clés sont remises.",
            "Une amie reste joignable jour et nuit, son numéro est dans la farde.",
            "Le centre de jour a une place libre, visite prévue ensemble.",
        ),
        "civic_life": (
            "Intéressé par la réunion des locataires, voudrait parler du local vélos.",
            "Inscription à la table de conversation du lundi.",
            "La carte de bibliothèque est faite pour toute la famille.",
            "A proposé d’aider à la fête des voisins, contact donné.",
        ),
        "housing_transfer": (
            "Formulaire de mutation rempli ensemble : sans escaliers, près de l’école.",
            "Le service mutations a bien reçu la demande ; l’accusé est classé.",
            "Visite de l’appartement proposé, la personne prend deux jours pour réfléchir.",
            "Préparation du déménagement : cartons, compteurs, changement d’adresse.",
        ),
        "housing_accounts": (
            "Le décompte de charges est expliqué ligne par ligne.",
            "Domiciliation mise en place pour le dix du mois.",
            "La composition de ménage est transmise par la personne elle-même au service locatif.",
            "Le calcul du loyer a été revu après la baisse des revenus.",
        ),
        "housing_maintenance": (
            "Humidité dans la chambre : demande de passage faite, réponse attendue.",
            "Le technicien est passé, le radiateur chauffe à nouveau.",
            "Conseils d’aération donnés, dépliant en images laissé sur place.",
            "L’ascenseur est réparé, les courses peuvent reprendre sans aide.",
        ),
        "housing_works": (
            "Les dates du chantier sont expliquées, plan en main.",
            "Besoin d’un local calme pour l’étude des enfants pendant les travaux.",
            "La cuisine provisoire est installée, tout fonctionne.",
            "Le chien sera gardé par la sœur pendant la pose des châssis.",
        ),
        "arrears": (
            "Plan proposé et signé par la personne : un montant tenable, le cinq du mois.",
            "Premier versement du plan effectué ce matin.",
            "Un tiers annonce un paiement avant la fin du mois.",
            "Rappel lu ensemble, la suite de la procédure est expliquée avec les dates.",
        ),
        "eviction_risk": (
            "Audience préparée : pièces rassemblées, avocat pro deo demandé.",
            "Le bureau d’aide juridique a désigné une avocate, premier contact demain.",
            "Le CPAS confirme une intervention ; la copie suit par la personne.",
            "Calendrier des délais relu ensemble, rien ne se passe avant la date notée.",
        ),
        "administrative": (
            "Courrier de la commune lu et classé, réponse envoyée.",
            "Renouvellement de la carte d’identité : rendez-vous pris.",
            "La farde est en ordre : une chemise par service.",
            "Changement d’adresse fait auprès de la mutuelle et de la banque.",
        ),
        "neighbourhood": (
            "Le bruit du soir a diminué depuis la rencontre avec l’agent de proximité.",
            "Une médiation entre voisins est proposée, la personne y réfléchit.",
            "La poussette peut rester dans le local du rez-de-chaussée, clé remise.",
            "Le groupe d’habitants de l’entrée se retrouve jeudi, invitation transmise.",
        ),
    },
    follow=(
        "",
        "",
        "",
        "Nous en reparlons la semaine prochaine.",
        "La personne garde les originaux, copie dans la farde.",
        "Prochain rendez-vous noté sur le carton.",
        "Je rappelle vendredi avant midi.",
        "Rien d’autre à faire pour l’instant.",
        "Résumé relu ensemble avant de partir.",
        "La fille traduit son propre courrier, l’interprète fait le reste.",
    ),
    no_answer=("Pas de réponse au téléphone, nouvel essai jeudi.", "Message neutre laissé sur le répondeur."),
    confided=(
        "Dit être à bout de fatigue depuis le décès, sans vouloir en parler plus aujourd’hui.",
        "Raconte une enfance difficile, « pour que vous compreniez les papiers ».",
        "A peur d’ouvrir la boîte aux lettres depuis l’hiver.",
        "Pense à une séparation, n’en a encore parlé à personne.",
        "Explique une maladie qu’elle souhaite garder pour elle.",
        "Parle de son fils avec fierté et beaucoup d’inquiétude.",
        "Dit avoir honte de demander, et être soulagé de l’avoir fait.",
        "Ne dort presque plus, le médecin est au courant.",
        "Souhaite que sa famille ne sache rien de nos rendez-vous.",
        "Évoque des dettes envers un proche, sans montant.",
    ),
    requests={
        "social_rights": ("Voudrait savoir à quelles aides le ménage a droit.", "Demande de l’aide pour la mutuelle."),
        "family": ("Souhaite parler de l’école des enfants.", "Cherche une garde pour le plus jeune."),
        "health": ("Cherche un médecin qui parle sa langue.", "Demande des soins à domicile."),
        "financial": ("N’arrive plus à suivre ses factures, voudrait un rendez-vous.", "Demande un colis alimentaire."),
        "socio_professional": ("Cherche une formation en journée.", "Voudrait refaire son curriculum vitae."),
        "safety": ("Souhaite être rappelée discrètement, le matin.", "Voudrait parler de la sécurité dans l’entrée."),
        "civic_life": (
            "Voudrait s’inscrire à un cours de français.",
            "Demande des nouvelles de la réunion des locataires.",
        ),
        "housing_transfer": ("Souhaite un logement sans escaliers.", "Demande comment introduire une mutation."),
        "housing_accounts": ("Ne comprend pas son décompte de charges.", "Demande un calcul du loyer."),
        "housing_maintenance": ("Signale de l’humidité et ne sait plus à qui s’adresser.", "Le chauffage reste froid."),
        "housing_works": ("Inquiet du chantier, voudrait connaître les dates.", "Demande où mettre ses meubles."),
        "arrears": ("A reçu un rappel et souhaite un arrangement.", "Voudrait proposer un plan de paiement."),
        "eviction_risk": ("A reçu une convocation, demande de l’aide.", "Cherche un avocat."),
        "administrative": ("Apporte un sac de courriers à lire ensemble.", "Demande de l’aide pour un formulaire."),
        "neighbourhood": ("Souhaite une rencontre avec un voisin.", "Voudrait parler du bruit, calmement."),
    },
    steps={
        "fit_in": ("Passer au service population avec les papiers", "S’inscrire à la table de conversation"),
        "use_the_dwelling": ("Aérer matin et soir, relever l’humidité", "Montrer le thermostat avec le technicien"),
        "know_the_duties": ("Mettre la domiciliation en place", "Relire le bail ensemble, page par page"),
        "reach_help": (
            "Téléphoner ensemble à la caisse",
            "Prendre rendez-vous à la maison médicale",
            "Rassembler les trois documents demandés",
            "Remplir la feuille de budget à la semaine",
        ),
    },
    calls=("Rappeler, en matinée", "Rappeler avec l’interprète", "Rappeler la caisse ensemble", "Donner des nouvelles"),
    analyses=(
        "La situation tient depuis que les revenus sont réguliers. Ce qui pèse : les courriers en retard. "
        "Ressources : une sœur proche, une bonne connaissance du quartier. Nous avançons par petites étapes, "
        "la personne choisit l’ordre.",
        "Trois questions se mêlent : le budget, la santé et l’école. La personne souhaite commencer par "
        "l’école. Le reste attend, rien n’est urgent avant deux mois.",
        "Le logement convient, le voisinage soutient. Le besoin est surtout administratif : lire, classer, "
        "répondre à temps.",
        "La demande première était un formulaire ; derrière, beaucoup de solitude. Un rythme d’une rencontre "
        "par mois est convenu.",
        "Le plan signé est tenable si l’allocation est versée à temps. À vérifier avec la caisse. Un tiers "
        "peut aider en cas de retard.",
        "La famille attend un logement plus grand. D’ici là : organiser les chambres, trouver un lieu calme "
        "pour étudier.",
    ),
    own_words=(
        "Rester dans le quartier, près de ma sœur.",
        "Que les papiers soient rangés, une fois.",
        "Dormir tranquille, et que les petits aient leur coin pour les devoirs.",
        "Comprendre ce que je signe.",
        "Finir de payer, doucement, sans avoir peur de la boîte aux lettres.",
        "Un logement sans escaliers.",
    ),
    housing_project=(
        "Rester ici tant que les petits sont à l’école d’en face.",
        "Plus petit et au rez-de-chaussée, quand ce sera le moment.",
        "Une chambre de plus, dans la même rue si possible.",
        "Garder ce logement, et y être bien.",
    ),
    desk_words=(
        "Si elle vient pour la caisse : le dossier se fait à deux, mardi.",
        "Laisser le temps de chercher les mots.",
        "Les documents attendus peuvent être copiés et mis dans mon casier.",
        "Proposer de s’asseoir, appeler l’interprète par téléphone.",
    ),
    reminders=(
        "Demander à la bibliothèque si l’atelier du matin a encore une place.",
        "Penser au dépliant en images pour la prochaine visite.",
        "Relire mes notes avec Hilde avant jeudi.",
        "Préparer trois questions simples pour l’entretien.",
    ),
    signals={
        "arrears": ("", "Un contact du service social peut être utile."),
        "repair": ("Passage prévu jeudi entre 9 h et 12 h.", "Le technicien a besoin que quelqu’un ouvre."),
        "lease_start": ("", "Remise des clés faite, accueil possible ce mois-ci."),
        "worry": (
            "Volets fermés depuis plusieurs jours, courrier dans la boîte.",
            "La personne a demandé où trouver le service.",
        ),
        "department_question": (
            "Qui prévient le ménage de la date du chantier ?",
            "Une visite commune est-elle possible ?",
        ),
    },
)
